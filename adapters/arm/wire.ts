import { z } from 'zod/v4';
import { asked, flag, listOf, parser, text, time } from '../pim/wire.js';

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
  createdOn: time,
  targetRoleAssignmentScheduleId: text,
  expandedProperties,
  ...asked,
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
export type StageRow = z.output<ReturnType<typeof resourceOf<typeof stage>>>;

/** One parser per shape; each gives `undefined` for a value that is not of that shape. */
export const wire = {
  held: parser(resourceOf(held)),
  requested: parser(resourceOf(requested)),
  policy: parser(resourceOf(policy)),
  stage: parser(resourceOf(stage)),
  child: parser(child),
  batch: parser(batch),
};
