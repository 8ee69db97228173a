import { z } from 'zod/v4';

/**
 * What ARM writes. Members that are null in Microsoft's examples are absent in its answers, names of members come
 * in two casings, and dates carry seven digits of a second: all of it is taken.
 */

const text = z
  .string()
  .nullish()
  .transform((value) => value || undefined);
const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? false);
const time = z
  .string()
  .nullish()
  .transform((value) => {
    const at = Date.parse(value ?? '');
    return Number.isNaN(at) ? undefined : at;
  });
const listOf = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .nullish()
    .transform((value) => value ?? []);

const named = z
  .object({ id: text, displayName: text, type: text, userPrincipalName: text, email: text })
  .nullish();
const expandedProperties = z.object({ scope: named, roleDefinition: named, principal: named }).nullish();

const held = z.object({
  scope: z.string(),
  roleDefinitionId: z.string(),
  principalId: text,
  principalType: text,
  memberType: text,
  startDateTime: time,
  endDateTime: time,
  assignmentType: text,
  expandedProperties,
});

const requested = z.object({
  scope: z.string(),
  roleDefinitionId: z.string(),
  principalId: z.string(),
  requestorId: text,
  requestType: text,
  status: text,
  approvalId: text,
  justification: text,
  createdOn: time,
  targetRoleAssignmentScheduleId: text,
  ticketInfo: z.object({ ticketNumber: text, ticketSystem: text }).nullish(),
  scheduleInfo: z
    .object({
      startDateTime: time,
      expiration: z.object({ type: text, duration: text, endDateTime: time }).nullish(),
    })
    .nullish(),
  expandedProperties,
});

const approver = z.object({ id: text, userType: text, description: text });

/** One rule of a policy; which of the members it has depends on its id. */
const rule = z.object({
  id: z.string(),
  isExpirationRequired: z.boolean().nullish(),
  maximumDuration: text,
  enabledRules: listOf(z.string()),
  isEnabled: flag,
  claimValue: text,
  setting: z
    .object({
      isApprovalRequired: flag,
      approvalStages: listOf(
        z.object({
          isApproverJustificationRequired: flag,
          primaryApprovers: listOf(approver),
          isEscalationEnabled: flag,
          escalationApprovers: listOf(approver),
        }),
      ),
    })
    .nullish(),
});

const policy = z.object({ roleDefinitionId: z.string(), effectiveRules: listOf(z.unknown()) });

const stage = z.object({
  status: text,
  assignedToMe: flag,
  reviewResult: text,
  reviewedDateTime: time,
  justification: text,
  reviewedBy: z.object({ principalId: text, principalName: text, userPrincipalName: text }).nullish(),
});

const child = z.object({ id: z.string(), name: text, type: text });
const batch = z.object({
  responses: listOf(
    z.object({
      name: text,
      httpStatusCode: z.number(),
      headers: z.record(z.string(), z.unknown()).nullish(),
      content: z.unknown(),
    }),
  ),
});

const resourceOf = <T extends z.ZodType>(properties: T) => z.object({ id: z.string(), properties });

export type HeldRow = z.output<ReturnType<typeof resourceOf<typeof held>>>;
export type RequestRow = z.output<ReturnType<typeof resourceOf<typeof requested>>>;
export type Rule = z.output<typeof rule>;
export type StageRow = z.output<ReturnType<typeof resourceOf<typeof stage>>>;

/** One parser per shape; each gives `undefined` for a value that is not of that shape. */
export const wire = {
  held: parser(resourceOf(held)),
  requested: parser(resourceOf(requested)),
  policy: parser(resourceOf(policy)),
  rule: parser(rule),
  stage: parser(resourceOf(stage)),
  child: parser(child),
  batch: parser(batch),
};

function parser<T extends z.ZodType>(shape: T): (value: unknown) => z.output<T> | undefined {
  return (value) => {
    const parsed = shape.safeParse(camelCased(value));
    return parsed.success ? parsed.data : undefined;
  };
}

/** Members named `Properties` or `PrincipalId` become `properties` and `principalId`. */
function camelCased(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camelCased);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name.charAt(0).toLowerCase() + name.slice(1),
      camelCased(inner),
    ]),
  );
}
