import type { Named } from '../../grammar/intents.js';
import type { ActivateOperation } from '../../operations/operation.js';
import { cardsSet } from '../../operations/sets.js';
import { DECISION_WINDOW } from '../../pim/lifecycle.js';
import { matchHeld } from '../../pim/match.js';
import { requestFacts, statusView } from '../../views/status.js';
import type { RequestsView } from '../../views/views.js';
import { type Outcome, type PressFlow, type Reply, type Scene, say } from '../flow.js';
import { pageOf, turnedTo } from '../pages.js';
import { openActivations } from './own.js';

/** "my requests": what is not over, from the bot's own records. */
export async function showRequests(
  scene: Scene,
  of: { page?: number; into?: NonNullable<Reply['into']> } = {},
): Promise<Outcome> {
  const open = await openActivations(scene.ports, scene.as);
  if (open.length === 0) return say({ name: 'said', saying: 'noRequests' });
  const { shown, page, pages, items } = pageOf(open, of.page);
  const rows = shown.map((operation) => row(scene, operation));
  return {
    replies: [
      {
        view: { name: 'my-requests', rows, total: open.length, page, pages, asOf: scene.now },
        about: { kind: 'rows', items },
        ...(of.into ? { into: of.into } : {}),
      },
    ],
  };
}

/** requests.page: other rows, in the same card. */
export const pageRequests: PressFlow = (scene) => showRequests(scene, turnedTo(scene));

function row({ ports, now }: Scene, operation: ActivateOperation): RequestsView['rows'][number] {
  const { request } = operation;
  const facts = requestFacts(operation, now, ports.environmentOf);
  switch (operation.state) {
    case 'waiting': {
      const until = (request?.createdAt ?? operation.askedAt) + DECISION_WINDOW;
      return { facts, state: 'waiting', until };
    }
    case 'scheduled':
      return { facts, state: 'scheduled', ...(request?.end ? { until: request.end } : {}) };
    case 'active':
    case 'ending':
      return { facts, state: 'active', ...(request?.end ? { until: request.end } : {}) };
    case 'unknown':
      return { facts, state: 'unknown' };
    default:
      return { facts, state: 'sending' };
  }
}

/** "status of Owner on rg-payments": the latest request that fits, on a card of its own. */
export async function showStatus(scene: Scene, typed: Named): Promise<Outcome> {
  const { ports, as } = scene;
  const open = await openActivations(ports, as);
  if (!typed.role && !typed.scope) return showRequests(scene);
  const held = open.map((operation) => ({ ...operation.activation, operation }));
  const match = matchHeld({ typed, held, swap: true });
  if (match.kind !== 'one') return showRequests(scene);
  return showActivation(scene, match.candidate.operation);
}

/** The status card of one request, as a message of its own. */
export const showActivation = (
  { ports, now }: Pick<Scene, 'ports' | 'now'>,
  operation: ActivateOperation,
): Outcome => ({
  replies: [
    {
      view: statusView(operation, now, ports.environmentOf),
      about: { kind: 'operation', operation: operation.id },
      join: [cardsSet(operation.name)],
    },
  ],
});
