import { auditEntry } from '../operations/audit.js';
import {
  type CancelOperation,
  type DecideOperation,
  type ExtendOperation,
  type Operation,
  operationKey,
  type ReleaseOperation,
} from '../operations/operation.js';
import { cardsSet } from '../operations/sets.js';
import { type Outcome, type PressScene, type Reply, refuse, type Scene } from './flow.js';

type SideOperation = ReleaseOperation | ExtendOperation | CancelOperation | DecideOperation;

/**
 * A release, extension, cancel or decision begins, unless the same press began one that is under way or done. Beside the card of
 * the request itself, which changes by itself, the person gets a card that speaks only if this fails; and, when they did
 * not press on that card, one that shows the request.
 */
export async function startSide(scene: Scene, make: (attempt: number) => SideOperation): Promise<Outcome> {
  for (let attempt = 1; ; attempt++) {
    const operation = make(attempt);
    const before = await scene.ports.state.read<Operation>(operationKey(scene.as.tenant, operation.id));
    if (!before) return begin(scene, operation);
    if (!['failed', 'dropped'].includes(before.value.state)) return refuse({ kind: 'done' });
  }
}

function begin(scene: Scene, operation: SideOperation): Outcome {
  const { request, operation: activation } = operation.of;
  const working = { name: 'said', saying: 'working' } as const;
  const replies: Reply[] = [
    {
      view: working,
      about: { kind: 'operation', operation: operation.id },
      join: [cardsSet(operation.name)],
    },
  ];
  if (activation && request && !pressedOn(scene, activation)) {
    const about = { kind: 'operation', operation: activation } as const;
    replies.push({ view: working, about, join: [cardsSet(request.name)] });
  }
  return {
    replies,
    operations: [operation],
    once: `submit:${operation.name}`,
    audit: [auditEntry('intent', operation, scene.now)],
  };
}

function pressedOn(scene: Scene | PressScene, activation: string): boolean {
  if (!('card' in scene)) return false;
  const { about } = scene.card.record;
  return (about.kind === 'operation' || about.kind === 'approval') && about.operation === activation;
}
