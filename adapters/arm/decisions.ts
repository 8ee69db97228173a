import { PimError } from '../../bot/pim/errors.js';
import type { ApprovalStage } from '../../bot/pim/requests.js';
import type { Actor } from '../../bot/ports.js';
import { pathOf } from '../http/path.js';
import { saidIn } from '../http/request.js';
import { partsOf, stageAt } from './approvals.js';
import { APPROVALS, type Arm, ask, batchAddress, send } from './call.js';
import { armError } from './errors.js';
import { wire } from './wire.js';

/** A decision on its way: the stage it is about and what is said. */
interface Sending {
  arm: Arm;
  as: Actor;
  stage: string;
  said: { reviewResult: 'Approve' | 'Deny'; justification: string };
}

/** Waits (ms) before the stage is read back again: a decision may be shown a moment after it was taken. */
const LOOKS = [0, 300, 1_000];

/**
 * Writes a decision and reads the stage back before it returns. Microsoft's specification, its examples and its
 * clients disagree on verb and shape, so the forms are tried in turn; each one that is refused for its form has
 * changed nothing. Throws `alreadyDecided` when the stage shows somebody else's decision, or one made before.
 * https://learn.microsoft.com/rest/api/authorization/role-assignment-approval-step/patch
 */
export async function decide(
  arm: Arm,
  as: Actor,
  stage: ApprovalStage,
  decision: { approve: boolean; reason: string },
): Promise<void> {
  const reviewResult = decision.approve ? 'Approve' : 'Deny';
  const sending: Sending = {
    arm,
    as,
    stage: stage.id,
    said: { reviewResult, justification: decision.reason },
  };
  await climb(sending);
  await readBack(sending, decision.approve);
}

async function climb(sending: Sending): Promise<void> {
  const { said } = sending;
  const wrapped = await tried(sending, () => write(sending, 'PATCH', { properties: said }));
  if (!wrapped) return;
  if (wrapped.server.status === 400 && !(await tried(sending, () => write(sending, 'PATCH', said)))) return;
  if (!(await tried(sending, () => write(sending, 'PUT', { properties: said })))) return;
  const last = await tried(sending, () => batched(sending));
  if (last) throw last;
}

/** One form: `undefined` when it was taken, the error when it was refused for its form, else throws. */
async function tried(sending: Sending, attempt: () => Promise<void>): Promise<PimError | undefined> {
  try {
    await attempt();
    return undefined;
  } catch (error) {
    if (!(error instanceof PimError)) throw error;
    if (error.code === 'alreadyDecided' || error.server.status === 409) throw await whyNot(sending, error);
    if (!isOfForm(error)) throw error;
    const why = await whyNot(sending, error);
    if (why === error) return error;
    throw why;
  }
}

function isOfForm({ code, server }: PimError): boolean {
  return code === 'notFound' || (code === 'refused' && [400, 405, 415].includes(server.status ?? 0));
}

async function write({ arm, as, stage }: Sending, method: 'PATCH' | 'PUT', body: unknown): Promise<void> {
  const { approval, stage: name } = partsOf(stage);
  const at = ['roleAssignmentApprovals', approval, 'stages', name];
  await ask(arm, as, { method, scope: '', at, version: APPROVALS, body });
}

/** The portal's way, undocumented: the call wrapped in ARM's `/batch`, whose own 200 says nothing yet. */
async function batched({ arm, as, stage, said }: Sending): Promise<void> {
  const { approval, stage: name } = partsOf(stage);
  const parts = ['Microsoft.Authorization', 'roleAssignmentApprovals', approval, 'stages', name];
  const url = `${pathOf('', 'providers', ...parts)}?api-version=${APPROVALS}`;
  const request = { httpMethod: 'PUT', name: crypto.randomUUID(), url, content: { properties: said } };
  const body = { requests: [request] };
  const answer = await send(arm, as, { method: 'POST', address: batchAddress(arm), body });
  const inner = wire.batch(answer.body)?.responses[0];
  if (!inner || inner.httpStatusCode < 300) return;
  const { httpStatusCode: status, content } = inner;
  const server = { status, ...saidIn(content) };
  if (status >= 500) throw new PimError('unclear', { server });
  throw armError({ status, body: content, header: () => undefined, server });
}

/** What stands behind a refusal: a decision made before, or the refusal itself. */
async function whyNot({ arm, as, stage }: Sending, error: PimError): Promise<PimError> {
  const now = await stageAt(arm, as, stage);
  if (!now) return new PimError('notFound', { server: error.server });
  return now.open ? error : new PimError('alreadyDecided', { server: error.server });
}

/** Whatever the write answered, the stage alone says what was decided, and by whom. */
async function readBack({ arm, as, stage }: Sending, approve: boolean): Promise<void> {
  for (const wait of LOOKS) {
    await new Promise((resolve) => setTimeout(resolve, wait));
    const decision = (await seen({ arm, as, stage }))?.decision;
    if (!decision) continue;
    const ours = decision.by.oid.toLowerCase() === as.oid.toLowerCase() && decision.approved === approve;
    if (ours) return;
    throw new PimError('alreadyDecided');
  }
  throw new PimError('unclear');
}

/** A stage that cannot be read after the write leaves the outcome open. */
async function seen({
  arm,
  as,
  stage,
}: Pick<Sending, 'arm' | 'as' | 'stage'>): Promise<ApprovalStage | undefined> {
  try {
    return await stageAt(arm, as, stage);
  } catch (cause) {
    throw cause instanceof PimError ? new PimError('unclear', { server: cause.server, cause }) : cause;
  }
}
