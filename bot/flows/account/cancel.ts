import type { EndIntent } from '../../grammar/intents.js';
import { auditEntry } from '../../operations/audit.js';
import { createCancel } from '../../operations/create.js';
import {
  type ActivateOperation,
  type Held,
  OPERATION_TTL,
  operationKey,
} from '../../operations/operation.js';
import { openSet } from '../../operations/sets.js';
import { matchHeld } from '../../pim/match.js';
import type { Stored, Write } from '../../state.js';
import type { Problem } from '../../views/facts.js';
import { type Outcome, type PressFlow, refuse, type Scene, say } from '../flow.js';
import { startSide } from '../side.js';
import { chooseHeld } from './choose-held.js';
import { each, type Target } from './each.js';
import { heldOf, openActivations } from './own.js';
import { showActivation } from './requests.js';

/** PIM lets a requester withdraw what is not in force yet. */
const isCancellable = ({ state, request }: ActivateOperation): boolean =>
  request !== undefined && (state === 'waiting' || state === 'scheduled' || state === 'provisioning');

/** PIM has nothing of it: it is stopped by not being sent. */
export const isUnsent = ({ state }: ActivateOperation): boolean =>
  state === 'accepted' || state === 'needsSignIn';

/** PIM may have it: it can be withdrawn once that is known. */
const isInDoubt = ({ state }: ActivateOperation): boolean => state === 'submitting' || state === 'unknown';

/** "cancel my request for Owner on rg-payments" */
export async function cancel(scene: Scene, intent: EndIntent): Promise<Outcome> {
  const open = await openActivations(scene.ports, scene.as);
  const held = open.filter((o) => isCancellable(o) || isUnsent(o)).map((o) => pending(scene, o));
  const doubtful = open.filter(isInDoubt).map((o) => inDoubt(scene, o));
  const [only] = held;
  const none = (): Problem => ({ code: 'nothingPending' });
  return each(scene, intent, {
    purpose: 'cancel',
    none,
    looks: [
      async (typed, swap) => {
        if (only && held.length === 1 && !typed.role && !typed.scope) return { kind: 'one', candidate: only };
        const match = matchHeld({ typed, held, swap });
        const isMeant = (target: Target) => matchHeld({ typed, held: [target], swap }).kind !== 'none';
        const [unclear, ...more] = match.kind === 'none' ? doubtful.filter(isMeant) : [];
        return unclear && more.length === 0 ? { kind: 'one', candidate: unclear } : match;
      },
    ],
    answer: (typed, match) =>
      'candidates' in match
        ? chooseHeld(scene, { purpose: 'cancel', typed, match })
        : say({ name: 'problem', problem: none(), wrote: typed }),
  });
}

const pending = (scene: Scene, operation: ActivateOperation): Target => {
  const held = heldOf(operation);
  return { ...operation.activation, held, end: () => cancelHeld(scene, held, scene.turn.id) };
};

const inDoubt = (scene: Scene, operation: ActivateOperation): Target => ({
  ...operation.activation,
  held: heldOf(operation),
  end: async () => showActivation(scene, operation),
  problem: 'unclear',
});

/** request.cancel on a status card, and cancel.choose. */
export const cancelPressed: PressFlow = async (scene) => {
  const { ports, as, card, item } = scene;
  const { about } = card.record;
  const id =
    item?.kind === 'held' ? item.held.operation : about.kind === 'operation' ? about.operation : undefined;
  const stored = id && (await ports.state.read<ActivateOperation>(operationKey(as.tenant, id)));
  if (!stored || !(isCancellable(stored.value) || isUnsent(stored.value))) return refuse({ kind: 'done' });
  return cancelHeld(scene, heldOf(stored.value), `${card.id}:cancel:${stored.value.name}`);
};

async function cancelHeld(scene: Scene, held: Held, submit: string): Promise<Outcome> {
  if (held.request) return startSide(scene, (attempt) => createCancel(scene, { held, submit, attempt }));
  const stored = await scene.ports.state.read<ActivateOperation>(
    operationKey(scene.as.tenant, held.operation ?? ''),
  );
  return stored ? stopUnsent(scene, stored) : refuse({ kind: 'done' });
}

/** What PIM has not taken is not sent any more. */
export function stopUnsent({ ports, as, now }: Scene, stored: Stored<ActivateOperation>): Outcome {
  if (!isUnsent(stored.value)) return refuse({ kind: 'done' });
  const { rev, id } = stored.value;
  const value: ActivateOperation = { ...stored.value, state: 'cancelled', lastLook: now, rev: rev + 1 };
  const write: Write = {
    key: operationKey(as.tenant, id),
    value,
    expect: stored.version,
    lease: true,
    ttl: OPERATION_TTL,
    leave: [openSet(as.oid)],
  };
  return {
    ...showActivation({ ports, now }, value),
    writes: [write],
    audit: [auditEntry('outcome', value, now, 'cancelled')],
    touch: [id],
  };
}

/** request.check: PIM is asked now rather than at the next look. */
export const check: PressFlow = async ({ ports, as, card }) => {
  const { about } = card.record;
  if (about.kind !== 'operation') return refuse({ kind: 'done' });
  const key = operationKey(as.tenant, about.operation);
  if (!(await ports.state.read(key))) return refuse({ kind: 'done' });
  return { replies: [], touch: [about.operation] };
};
