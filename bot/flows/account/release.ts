import { assignments } from '../../discovery/lists.js';
import type { EndIntent, Named } from '../../grammar/intents.js';
import { auditEntry } from '../../operations/audit.js';
import { createRelease } from '../../operations/create.js';
import {
  type ActivateOperation,
  type Held,
  OPERATION_TTL,
  operationKey,
  type ReleaseOperation,
} from '../../operations/operation.js';
import { matchHeld, matchSwapped } from '../../pim/match.js';
import type { Write } from '../../state.js';
import { type Outcome, type PressFlow, type PressScene, refuse, type Scene, say } from '../flow.js';
import { startSide } from '../side.js';
import { isUnsent, stopUnsent } from './cancel.js';
import { chooseHeld } from './choose-held.js';
import { each } from './each.js';
import { heldOf, openActivations } from './own.js';
import { showActivation } from './requests.js';

/** "release Contributor on rg-x": what the bot activated is known at once; PIM's own list lags behind by minutes. */
export async function release(scene: Scene, intent: EndIntent): Promise<Outcome> {
  const open = await openActivations(scene.ports, scene.as);
  let listed: ReturnType<typeof assignments> | undefined;
  const list = () => (listed ??= assignments(scene.ports, scene.as));
  return each(scene, intent, (typed) => releaseNamed(scene, typed, { open, list }));
}

async function releaseNamed(
  scene: Scene,
  typed: Named,
  { open, list }: { open: ActivateOperation[]; list: () => ReturnType<typeof assignments> },
): Promise<Outcome> {
  const running = open.filter(isInForce);
  const own = running.map(heldOf);
  const known = matchSwapped(typed, (names) => matchHeld({ typed: names, held: own }));
  if (known.kind === 'one') {
    const waiting = running.find(({ id, releasing }) => releasing && id === known.candidate.operation);
    return waiting ? showActivation(scene, waiting) : releaseHeld(scene, known.candidate, scene.turn.id);
  }
  const coming = open.filter((o) => !isInForce(o)).map((o) => ({ ...o.activation, operation: o }));
  const soon = matchSwapped(typed, (names) => matchHeld({ typed: names, held: coming }));
  if (known.kind !== 'several' && soon.kind === 'one')
    return releaseComing(scene, soon.candidate.operation, typed);
  const { items, troubles } = await list();
  const elsewhere: Held[] = items
    .filter((a) => a.kind === 'activated')
    .map(({ realm, role, scope, start, end }) => ({
      realm,
      role,
      scope,
      ...(start ? { start } : {}),
      ...(end ? { end } : {}),
    }));
  const held = [
    ...own,
    ...elsewhere.filter(
      (e) =>
        !own.some((o) => o.realm === e.realm && o.role.name === e.role.name && o.scope.id === e.scope.id),
    ),
  ];
  const match = matchSwapped(typed, (names) => matchHeld({ typed: names, held }));
  if (match.kind === 'one') return releaseHeld(scene, match.candidate, scene.turn.id);
  if (match.kind === 'none') {
    const given = matchSwapped(typed, (names) => matchHeld({ typed: names, held: items }));
    const none = given.kind === 'one' || given.kind === 'several' ? 'withoutActivation' : 'nothingActive';
    return say({
      name: 'problem',
      problem: troubles[0]?.problem ?? { code: none },
      wrote: { ...typed },
      ...(troubles.length > 0 ? { unread: troubles.map(({ realm }) => realm) } : {}),
    });
  }
  return chooseHeld(scene, {
    purpose: 'release',
    typed,
    held: match.candidates,
    near: match.kind === 'near',
  });
}

/**
 * Said before the role is there: what PIM has not taken is not sent; what waits for somebody is shown, to be withdrawn;
 * what is on its way is released as soon as PIM allows.
 */
async function releaseComing(scene: Scene, coming: ActivateOperation, typed: Named): Promise<Outcome> {
  const { ports, as, now, turn } = scene;
  const stored = await ports.state.read<ActivateOperation>(operationKey(as.tenant, coming.id));
  if (stored && isUnsent(stored.value)) return stopUnsent(scene, stored);
  if (coming.state === 'waiting' || coming.state === 'scheduled') {
    const none = say({ name: 'problem', problem: { code: 'nothingActive' }, wrote: { ...typed } });
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
