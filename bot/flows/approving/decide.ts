import { cardKey } from '../../cards.js';
import { auditEntry } from '../../operations/audit.js';
import { createDecision } from '../../operations/create.js';
import {
  type ActivateOperation,
  type DecideOperation,
  OPERATION_TTL,
  operationKey,
} from '../../operations/operation.js';
import { cardsSet } from '../../operations/sets.js';
import { realmOf } from '../../operations/writes.js';
import { referenceOf } from '../../pim/marks.js';
import type { AuditEntry, Stored, Write } from '../../state.js';
import { approvalView } from '../../views/approval.js';
import { type Outcome, type PressFlow, type PressScene, refuse } from '../flow.js';
import { startSide } from '../side.js';

/** PIM takes 500 characters. */
const LONGEST_REASON = 500;

/** approval.approve and approval.deny: written with the approver's own token; PIM says whether they may. */
export const approve: PressFlow = (scene) => decide(scene, true);
export const deny: PressFlow = (scene) => decide(scene, false);

async function decide(scene: PressScene, isApproval: boolean): Promise<Outcome> {
  const { ports, as, card, press, now } = scene;
  const { about } = card.record;
  if (about.kind !== 'approval') return refuse({ kind: 'done' });
  if (about.request.requester.oid === as.oid) return refuse({ kind: 'ownRequest' });
  const stored = about.operation
    ? await ports.state.read<ActivateOperation>(operationKey(as.tenant, about.operation))
    : undefined;
  const operation = stored?.value;
  const context = {
    request: operation?.request ?? about.request,
    reference: referenceOf(about.request.name),
    reasonNeeded: about.reasonNeeded,
    reader: as.oid,
    ...(operation ? { operation } : {}),
  };
  if (approvalView(context, now, ports.environmentOf).name !== 'approval-open')
    return refuse({ kind: 'done' });
  const reason = (press.inputs.reason ?? '').trim().slice(0, LONGEST_REASON);
  if (about.reasonNeeded && reason === '') return refuse({ kind: 'reasonNeeded' });
  const { realm, role, scope, approval } = context.request;
  const stage = approval ? await realmOf(ports, realm).approval(as, approval) : undefined;
  if (!stage || (stage.open && !stage.mine)) return refuse({ kind: 'notApprover' });
  const held = {
    realm,
    role,
    scope,
    request: context.request,
    ...(about.operation ? { operation: about.operation } : {}),
  };
  const before = about.decided
    ? await ports.state.read<DecideOperation>(operationKey(as.tenant, about.decided))
    : undefined;
  const earlier = before ? takenBack(scene, before) : NOTHING;
  if (!earlier) return refuse({ kind: 'done' });
  const started = await startSide(scene, (attempt) =>
    createDecision(scene, { held, submit: card.id, approve: isApproval, reason, attempt }),
  );
  const [decision] = started.operations ?? [];
  if (!decision) return started;
  const marked: Write = {
    key: cardKey(as.tenant, card.id),
    value: { ...card.record, about: { ...about, decided: decision.id } },
    expect: card.version,
    join: [cardsSet(decision.name)],
  };
  return {
    ...started,
    writes: [marked, ...earlier.writes],
    audit: [...earlier.audit, ...(started.audit ?? [])],
  };
}

interface TakenBack {
  writes: Write[];
  audit: AuditEntry[];
}

const NOTHING: TakenBack = { writes: [], audit: [] };

/** While PIM took nothing of an earlier press, the later one counts; `undefined`: it is under way, or done. */
function takenBack(
  { as, now }: PressScene,
  { value, version }: Stored<DecideOperation>,
): TakenBack | undefined {
  if (value.state === 'failed' || value.state === 'dropped') return NOTHING;
  if (value.state !== 'accepted' && value.state !== 'needsSignIn') return undefined;
  const dropped: DecideOperation = { ...value, state: 'dropped', rev: value.rev + 1 };
  const write: Write = {
    key: operationKey(as.tenant, value.id),
    value: dropped,
    expect: version,
    lease: true,
    ttl: OPERATION_TTL,
  };
  return { writes: [write], audit: [auditEntry('outcome', dropped, now, 'dropped')] };
}
