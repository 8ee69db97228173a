import { auditEntry } from '../operations/audit.js';
import type { CancelOperation, DecideOperation, ReleaseOperation } from '../operations/operation.js';
import { cardsSet } from '../operations/sets.js';
import type { Outcome, PressScene, Reply, Scene } from './flow.js';

/**
 * A release, cancel or decision begins. Beside the card of the request itself, which changes by itself, the person gets
 * a card that speaks only if this fails; and, when they did not press on that card, one that shows the request.
 */
export function startSide(
  scene: Scene,
  operation: ReleaseOperation | CancelOperation | DecideOperation,
): Outcome {
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
    once: `submit:${operation.submit}:${operation.attempt}`,
    audit: [auditEntry('intent', operation, scene.now)],
  };
}

function pressedOn(scene: Scene | PressScene, activation: string): boolean {
  if (!('card' in scene)) return false;
  const { about } = scene.card.record;
  return (about.kind === 'operation' || about.kind === 'approval') && about.operation === activation;
}
