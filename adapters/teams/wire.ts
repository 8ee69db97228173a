import { z } from 'zod/v4';

/** Printable ASCII: ids end up in headers, paths and names of records. */
const id = z.string().regex(/^[\x21-\x7e]{1,512}$/);
const optional = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);
const text = optional(z.string());
const guid = optional(z.guid().transform((value) => value.toLowerCase()));

/**
 * The part of an activity that is used; what is there but odd counts as absent, what is needed and odd refuses the whole.
 * https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference#activity-object
 */
const ActivityShape = z.object({
  type: z.enum(['message', 'invoke', 'installationUpdate', 'conversationUpdate']),
  id,
  serviceUrl: z.string(),
  from: z.object({ id, name: text, aadObjectId: guid }),
  recipient: z.object({ id }),
  conversation: z.object({ id, conversationType: text, tenantId: text }),
  channelData: optional(z.object({ tenant: optional(z.object({ id: z.string() })) })),
  text,
  locale: text,
  localTimezone: text,
  entities: optional(z.array(z.unknown())),
  name: text,
  value: z.unknown(),
  action: text,
  membersAdded: optional(z.array(z.object({ id: z.string() }))),
});
export type Activity = z.infer<typeof ActivityShape>;

/** What must be there before a signature can be checked. */
const EnvelopeShape = z.object({
  type: z.string(),
  channelId: z.literal('msteams'),
  serviceUrl: z.string().min(1),
});

const EntityShape = z.object({
  type: z.string(),
  locale: text,
  timezone: text,
  text,
  mentioned: optional(z.object({ id: z.string(), name: text })),
});
export type Entity = z.infer<typeof EntityShape>;

/** `undefined`: not an activity of Teams. */
export function readEnvelope(body: unknown): z.infer<typeof EnvelopeShape> | undefined {
  return EnvelopeShape.safeParse(body).data;
}

/** `undefined`: of a type that is not handled, or malformed. */
export function readActivity(body: unknown): Activity | undefined {
  return ActivityShape.safeParse(body).data;
}

export function isHandledType(type: string): boolean {
  return ActivityShape.shape.type.safeParse(type).success;
}

export function readEntities(activity: Activity): Entity[] {
  return (activity.entities ?? []).flatMap((entity) => EntityShape.safeParse(entity).data ?? []);
}
