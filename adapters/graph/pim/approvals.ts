import { PimError } from '../../../bot/pim/errors.js';
import type { ApprovalStage } from '../../../bot/pim/requests.js';
import type { Actor } from '../../../bot/ports.js';
import { decidedIn, stageThatCounts } from '../../pim/stages.js';
import { ask } from '../call.js';
import type { Here } from './kinds/kind.js';
import { idIn } from './requests.js';
import { type StageRow, wire } from './wire.js';

/** The stage of an approval that counts for this person; `undefined`: there is none, or none that they may read. */
export async function approval(here: Here, as: Actor, id: string): Promise<ApprovalStage | undefined> {
  return stageThatCounts(await stagesOf(here, as, idIn(id)));
}

/**
 * Writes a decision. Throws `alreadyDecided` when the stage was decided before, or waits no more.
 * https://learn.microsoft.com/graph/api/approvalstage-update
 */
export async function decide(
  here: Here,
  as: Actor,
  { id }: ApprovalStage,
  { approve, reason }: { approve: boolean; reason: string },
): Promise<void> {
  const { of, stage } = partsOf(id);
  const body = { reviewResult: approve ? 'Approve' : 'Deny', justification: reason };
  try {
    await ask(here.graph, as, { ...here.kind.stage(of, stage), method: 'PATCH', body });
  } catch (error) {
    if (!(error instanceof PimError)) throw error;
    const { code, server } = error;
    const isPast = server.status === 409 || (isOpenToDoubt(error) && !(await isOpen(here, as, of, stage)));
    throw isPast && code !== 'alreadyDecided' ? new PimError('alreadyDecided', { server }) : error;
  }
}

/** Refusals that may be of a stage that no longer waits. */
const isOpenToDoubt = ({ code }: PimError): boolean => code === 'refused' || code === 'notFound';

/** Whether a stage that can be seen still waits; one that cannot be seen says nothing. */
async function isOpen(here: Here, as: Actor, of: string, stage: string): Promise<boolean> {
  const stages = await stagesOf(here, as, of);
  const found = stages.find(({ id }) => partsOf(id).stage.toLowerCase() === stage.toLowerCase());
  return found?.open ?? true;
}

async function stagesOf({ graph, kind }: Here, as: Actor, of: string): Promise<ApprovalStage[]> {
  try {
    const { body } = await ask(graph, as, kind.approval(of));
    const { value = [], steps = [] } = wire.stages(body) ?? {};
    const id = `${kind.prefix}/${of}`;
    return [...value, ...steps].flatMap((row) => stageOf(id, wire.stage(row)) ?? []);
  } catch (error) {
    // Who asked for the role may not be one to read its approval.
    if (error instanceof PimError && (error.code === 'notFound' || error.code === 'notAllowed')) return [];
    throw error;
  }
}

function stageOf(of: string, row: StageRow | undefined): ApprovalStage | undefined {
  if (!row) return undefined;
  const { id: oid = '', displayName: name, userPrincipalName } = row.reviewedBy ?? {};
  const said = name ?? userPrincipalName;
  const by = { oid, ...(said === undefined ? {} : { name: said }) };
  return { id: `${of}/${row.id}`, mine: row.assignedToMe, ...decidedIn(row, by) };
}

/** `directory/{approval}/{stage}` in two. Throws PimError `notFound` for anything else. */
function partsOf(id: string): { of: string; stage: string } {
  const [, of, stage] = /^[^/]+\/([^/]+)\/([^/]+)$/.exec(id) ?? [];
  if (!of || !stage) throw new PimError('notFound');
  return { of, stage };
}
