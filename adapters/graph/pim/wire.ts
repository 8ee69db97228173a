import { z } from 'zod/v4';
import { asked, flag, listOf, parser, text, time } from '../../pim/wire.js';

/** What PIM writes in Graph, one shape for both realms: a row has the members of its own realm alone. */

const named = z
  .object({ id: text, displayName: text, userPrincipalName: text })
  .nullish()
  .transform((value) => value ?? undefined);

/** Which role where: `directoryScopeId` for a directory role, `groupId` and `accessId` for a group. */
const place = {
  roleDefinitionId: text,
  directoryScopeId: text,
  accessId: text,
  groupId: text,
  roleDefinition: named,
  group: named,
};

const held = z.object({
  id: z.string(),
  principalId: text,
  principal: named,
  memberType: text,
  assignmentType: text,
  startDateTime: time,
  endDateTime: time,
  roleEligibilityScheduleId: text,
  eligibilityScheduleId: text,
  roleAssignmentScheduleId: text,
  assignmentScheduleId: text,
  ...place,
});

const requested = z.object({
  id: z.string(),
  principalId: z.string(),
  principal: named,
  createdBy: z.object({ user: named }).nullish(),
  action: text,
  status: text,
  approvalId: text,
  createdDateTime: time,
  targetScheduleId: text,
  ...asked,
  ...place,
});

const stage = z.object({
  id: z.string(),
  status: text,
  assignedToMe: flag,
  reviewResult: text,
  reviewedDateTime: time,
  justification: text,
  reviewedBy: named,
});
const stages = z.object({
  value: listOf(z.unknown()),
  steps: listOf(z.unknown()),
});

const policy = z.object({
  roleDefinitionId: z.string(),
  policy: z.object({ rules: listOf(z.unknown()) }).nullish(),
});

export type PlaceRow = z.output<z.ZodObject<typeof place>>;
export type HeldRow = z.output<typeof held>;
export type RequestRow = z.output<typeof requested>;
export type StageRow = z.output<typeof stage>;

/** One parser per shape; each gives `undefined` for a value that is not of that shape. */
export const wire = {
  held: parser(held),
  requested: parser(requested),
  judged: parser(z.object({ status: text })),
  stage: parser(stage),
  stages: parser(stages),
  policy: parser(policy),
  named: parser(named),
};
