import { z } from 'zod/v4';

/**
 * What PIM writes in either API. Members that are null in Microsoft's examples are absent in its answers, names of
 * members come in two casings, and dates carry seven digits of a second: all of it is taken.
 */

export const text = z
  .string()
  .nullish()
  .transform((value) => value || undefined);
export const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? false);
/** ms since epoch; the year 1, which Graph writes for "never", is none. */
export const time = z
  .string()
  .nullish()
  .transform((value) => {
    const at = Date.parse(value ?? '');
    return at > 0 ? at : undefined;
  });
export const listOf = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .nullish()
    .transform((value) => value ?? []);

/** What a person said with a request, and for when. */
export const asked = {
  justification: text,
  ticketInfo: z.object({ ticketNumber: text, ticketSystem: text }).nullish(),
  scheduleInfo: z
    .object({
      startDateTime: time,
      expiration: z.object({ type: text, duration: text, endDateTime: time }).nullish(),
    })
    .nullish(),
};

/** ARM says with `userType` what an approver is; Graph with `@odata.type`, in v1.0 with a member of its own for the id. */
const approver = z.object({
  id: text,
  userId: text,
  groupId: text,
  userType: text,
  '@odata.type': text,
  description: text,
});

/** One rule of a policy; which of the members it has depends on its id. */
export const rule = z.object({
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

export type Asked = z.output<z.ZodObject<typeof asked>>;
export type ApproverRow = z.output<typeof approver>;
export type Rule = z.output<typeof rule>;

/** A parser of one shape; it gives `undefined` for a value that is not of that shape. */
export function parser<T extends z.ZodType>(shape: T): (value: unknown) => z.output<T> | undefined {
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
