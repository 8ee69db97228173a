import type { Named } from '../../grammar/intents.js';
import { createCancel } from '../../operations/create.js';
import { type ActivateOperation, type Held, operationKey } from '../../operations/operation.js';
import { matchHeld } from '../../pim/match.js';
import { type Outcome, type PressFlow, refuse, type Scene, say } from '../flow.js';
import { startSide } from '../side.js';
import { chooseHeld } from './choose-held.js';
import { heldOf, openActivations } from './own.js';

/** PIM lets a requester withdraw what is not in force yet. */
const isCancellable = ({ state, request }: ActivateOperation): boolean =>
  request !== undefined && (state === 'waiting' || state === 'scheduled' || state === 'provisioning');

/** "cancel my request for Owner on rg-payments" */
export async function cancel(scene: Scene, typed: Named): Promise<Outcome> {
  const held = (await openActivations(scene.ports, scene.as)).filter(isCancellable).map(heldOf);
  const match = matchHeld({ typed, held });
  if (match.kind === 'one') return cancelHeld(scene, match.candidate, scene.turn.id);
  if (match.kind === 'none')
    return say({ name: 'problem', problem: { code: 'nothingPending' }, wrote: { ...typed } });
  return chooseHeld(scene, { purpose: 'cancel', typed, held: match.candidates, near: match.kind === 'near' });
}

/** request.cancel on a status card, and cancel.choose. */
export const cancelPressed: PressFlow = async (scene) => {
  const { ports, as, card, item } = scene;
  const { about } = card.record;
  const id =
    item?.kind === 'held' ? item.held.operation : about.kind === 'operation' ? about.operation : undefined;
  const stored = id && (await ports.state.read<ActivateOperation>(operationKey(as.tenant, id)));
  if (!stored || !isCancellable(stored.value)) return refuse({ kind: 'done' });
  return cancelHeld(scene, heldOf(stored.value), `${card.id}:cancel:${stored.value.name}`);
};

const cancelHeld = (scene: Scene, held: Held, submit: string): Promise<Outcome> =>
  startSide(scene, (attempt) => createCancel(scene, { held, submit, attempt }));

/** request.check: PIM is asked now rather than at the next look. */
export const check: PressFlow = async ({ ports, as, card }) => {
  const { about } = card.record;
  if (about.kind !== 'operation') return refuse({ kind: 'done' });
  const key = operationKey(as.tenant, about.operation);
  if (!(await ports.state.read(key))) return refuse({ kind: 'done' });
  return { replies: [], touch: [about.operation] };
};
