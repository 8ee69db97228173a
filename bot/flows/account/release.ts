import { assignments } from '../../discovery/lists.js';
import type { PerRealm } from '../../discovery/per-realm.js';
import type { EndIntent } from '../../grammar/intents.js';
import { auditEntry } from '../../operations/audit.js';
import { createRelease } from '../../operations/create.js';
import {
  type ActivateOperation,
  type Held,
  OPERATION_TTL,
  operationKey,
  type ReleaseOperation,
} from '../../operations/operation.js';
import { matchHeld } from '../../pim/match.js';
import type { Assignment } from '../../pim/roles.js';
import type { Write } from '../../state.js';
import type { Problem } from '../../views/facts.js';
import { type Outcome, type PressFlow, type PressScene, refuse, type Scene, say } from '../flow.js';
import { startSide } from '../side.js';
import { isUnsent, stopUnsent } from './cancel.js';
import { chooseHeld } from './choose-held.js';
import { each, type Target } from './each.js';
import { heldOf, isSameHeld, openActivations } from './own.js';
import { showActivation } from './requests.js';

/** "release Contributor on rg-x": what the bot activated is known at once; PIM's own list lags behind by minutes. */
export async function release(scene: Scene, intent: EndIntent): Promise<Outcome> {
  const open = await openActivations(scene.ports, scene.as);
  const own = open.filter(isInForce).map((operation) => running(scene, operation));
  const soon = open.filter((o) => !isInForce(o)).map((operation) => coming(scene, operation));
  let has: Pick<PerRealm<Assignment>, 'items' | 'troubles'> = { items: [], troubles: [] };
  let reading: Promise<Target[]> | undefined;
  const read = async (): Promise<Target[]> => {
    has = await assignments(scene.ports, scene.as);
    return [...own, ...elsewhere(scene, has.items, own)];
  };
  const none = (): Problem => has.troubles[0]?.problem ?? { code: 'nothingActive' };
  return each(scene, intent, {
    purpose: 'release',
    none,
    looks: [
      async (typed, swap) => {
        const known = matchHeld({ typed, held: own, swap });
        if (known.kind === 'one' || known.kind === 'several') return known;
        const next = matchHeld({ typed, held: soon, swap });
        return next.kind === 'one' ? next : known;
      },
      async (typed, swap) => {
        reading ??= read();
        return matchHeld({ typed, held: await reading, swap });
      },
    ],
    answer(typed, match) {
      if ('candidates' in match) return chooseHeld(scene, { purpose: 'release', typed, match });
      const { items, troubles } = has;
      const given = matchHeld({ typed, held: items, swap: true });
      const isGiven = given.kind === 'one' || given.kind === 'several';
      return say({
        name: 'problem',
        problem: isGiven && troubles.length === 0 ? { code: 'withoutActivation' } : none(),
        wrote: typed,
        ...(troubles.length > 0 ? { unread: troubles.map(({ realm }) => realm) } : {}),
      });
    },
  });
}

const running = (scene: Scene, operation: ActivateOperation): Target => {
  const held = heldOf(operation);
  const end = async () =>
    operation.releasing ? showActivation(scene, operation) : releaseHeld(scene, held, scene.turn.id);
  return { ...operation.activation, held, end };
};

const coming = (scene: Scene, operation: ActivateOperation): Target => {
  const waits = operation.state === 'waiting' || operation.state === 'scheduled';
  return {
    ...operation.activation,
    held: heldOf(operation),
    end: () => releaseComing(scene, operation),
    ...(waits ? { problem: 'nothingActive' } : {}),
  };
};

/** What was activated elsewhere. */
const elsewhere = (scene: Scene, items: Assignment[], own: Target[]): Target[] =>
  items
    .filter((item) => item.kind === 'activated' && !own.some((target) => isSameHeld(target, item)))
    .map(({ realm, role, scope, start, end }) => {
      const held = { realm, role, scope, ...(start ? { start } : {}), ...(end ? { end } : {}) };
      return { realm, role, scope, held, end: () => releaseHeld(scene, held, scene.turn.id) };
    });

/**
 * Said before the role is there: what PIM has not taken is not sent; what waits for somebody is shown, to be withdrawn;
 * what is on its way is released as soon as PIM allows.
 */
async function releaseComing(scene: Scene, coming: ActivateOperation): Promise<Outcome> {
  const { ports, as, now, turn } = scene;
  const stored = await ports.state.read<ActivateOperation>(operationKey(as.tenant, coming.id));
  if (stored && isUnsent(stored.value)) return stopUnsent(scene, stored);
  if (coming.state === 'waiting' || coming.state === 'scheduled') {
    const { role, scope } = coming.activation;
    const wrote = { role: role.name, scope: scope.name };
    const none = say({ name: 'problem', problem: { code: 'nothingActive' }, wrote });
    return { replies: [...none.replies, ...showActivation(scene, coming).replies] };
  }
  return releaseHeld(scene, { start: now, ...heldOf(coming) }, turn.id);
}

/** role.release on a status card or a row, and release.choose. */
export const releasePressed: PressFlow = async (scene) => {
  const held = await pressedHeld(scene);
  if (!held) return refuse({ kind: 'done' });
  return releaseHeld(scene, held, `${scene.card.id}:${scene.press.item ?? ''}:${held.request?.name ?? ''}`);
};

async function pressedHeld({ ports, as, card, item }: PressScene): Promise<Held | undefined> {
  if (item?.kind === 'held') return item.held;
  const { about } = card.record;
  const id = about.kind === 'operation' ? about.operation : undefined;
  const stored = id && (await ports.state.read<ActivateOperation>(operationKey(as.tenant, id)));
  return stored && isInForce(stored.value) && !stored.value.releasing ? heldOf(stored.value) : undefined;
}

export const isInForce = ({ state }: ActivateOperation): boolean => state === 'active' || state === 'ending';

/** Written down, then sent: at once, or when PIM's first five minutes are over. */
const releaseHeld = (scene: Scene, held: Held, submit: string): Promise<Outcome> =>
  startSide(scene, (attempt) => createRelease(scene, { held, submit, attempt }));

/** role.keep: a release that still waits is taken back. */
export const keep: PressFlow = async ({ ports, as, card, now }) => {
  const { about } = card.record;
  const activation =
    about.kind === 'operation'
      ? await ports.state.read<ActivateOperation | ReleaseOperation>(operationKey(as.tenant, about.operation))
      : undefined;
  const waiting =
    activation?.value.kind === 'release' ? activation.value.id : activation?.value.releasing?.operation;
  const stored = waiting && (await ports.state.read<ReleaseOperation>(operationKey(as.tenant, waiting)));
  if (!activation || !stored || stored.value.state !== 'accepted') return refuse({ kind: 'done' });
  const dropped: ReleaseOperation = { ...stored.value, state: 'dropped', rev: stored.value.rev + 1 };
  const writes: Write[] = [
    {
      key: operationKey(as.tenant, dropped.id),
      value: dropped,
      expect: stored.version,
      due: null,
      ttl: OPERATION_TTL,
    },
  ];
  if (activation.value.kind === 'activate') {
    const { releasing: _, ...kept } = activation.value;
    const value = { ...kept, rev: kept.rev + 1 };
    writes.push({ key: operationKey(as.tenant, value.id), value, expect: activation.version });
  }
  return {
    replies: [],
    writes,
    audit: [auditEntry('outcome', dropped, now, 'dropped')],
    touch: [activation.value.id],
  };
};
