import { PimError } from '../../bot/pim/errors.js';
import type { ApprovalStage } from '../../bot/pim/requests.js';
import type { Actor } from '../../bot/ports.js';
import { decidedIn, stageThatCounts } from '../pim/stages.js';
import { APPROVALS, type Arm, list } from './call.js';
import { lastSegment } from './scopes.js';
import { type StageRow, wire } from './wire.js';

/** The stage that counts for this person. Read for the whole tenant: the address below a scope is not found at management groups. */
export async function approval(arm: Arm, as: Actor, id: string): Promise<ApprovalStage | undefined> {
  return stageThatCounts(await stagesOf(arm, as, lastSegment(id)));
}

/** A stage by its id as `approval` gave it. */
export async function stageAt(arm: Arm, as: Actor, id: string): Promise<ApprovalStage | undefined> {
  const { approval: of, stage } = partsOf(id);
  const stages = await stagesOf(arm, as, of);
  return stages.find((candidate) => partsOf(candidate.id).stage.toLowerCase() === stage.toLowerCase());
}

/** `…/roleAssignmentApprovals/{approval}/stages/{stage}` in two. Throws PimError `notFound` for anything else. */
export function partsOf(id: string): { approval: string; stage: string } {
  const [, of, stage] = /\/roleAssignmentApprovals\/([^/]+)\/stages\/([^/]+)$/i.exec(id) ?? [];
  if (!of || !stage) throw new PimError('notFound');
  return { approval: of, stage };
}

async function stagesOf(arm: Arm, as: Actor, of: string): Promise<ApprovalStage[]> {
  try {
    const at = ['roleAssignmentApprovals', of, 'stages'];
    const rows = await list(arm, as, { scope: '', at, version: APPROVALS });
    return rows.flatMap((row) => stageOf(of, wire.stage(row)) ?? []);
  } catch (error) {
    if (error instanceof PimError && error.code === 'notFound') return [];
    throw error;
  }
}

/** The last segment of a stage's id names it: in Microsoft's own lists `name` differs from it. */
function stageOf(of: string, row: StageRow | undefined): ApprovalStage | undefined {
  if (!row) return undefined;
  const { assignedToMe, reviewedBy } = row.properties;
  const name = reviewedBy?.principalName ?? reviewedBy?.userPrincipalName;
  const by = { oid: reviewedBy?.principalId ?? '', ...(name === undefined ? {} : { name }) };
  return {
    id: `/providers/Microsoft.Authorization/roleAssignmentApprovals/${of}/stages/${lastSegment(row.id)}`,
    mine: assignedToMe,
    ...decidedIn(row.properties, by),
  };
}
