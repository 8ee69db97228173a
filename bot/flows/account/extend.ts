import { type Item, ROWS } from '../../cards.js';
import type { ExtendIntent, Named } from '../../grammar/intents.js';
import { createExtension } from '../../operations/create.js';
import { durationOf, minutesOf } from '../../pim/durations.js';
import { matchHeld } from '../../pim/match.js';
import type { Expiring } from '../../pim/requests.js';
import type { Asked } from '../../pim/requirements.js';
import type { NotExtendedView } from '../../views/shapes/extension.js';
import { subjectOf } from '../../views/subjects.js';
import { type Outcome, type PressFlow, refuse, type Scene, say } from '../flow.js';
import { startSide } from '../side.js';
import { expiringIn, holdings } from './expiring.js';
import { openActivations } from './own.js';
import { isInForce } from './release.js';
import { showActivation } from './requests.js';

/**
 * "extend Groups Administrator for 30 days because INC-1": PIM takes such a wish for what was given for a time, never for
 * a running activation, which is told at once.
 * https://learn.microsoft.com/entra/id-governance/privileged-identity-management/pim-how-to-renew-extend
 */
export async function extend(scene: Scene, intent: ExtendIntent): Promise<Outcome> {
  const asked = askedOf(scene, intent);
  if (asked === 'tooShort')
    return say({ name: 'misunderstood', wrote: textOf(scene), nearest: 'extend', why: 'badDuration' });
  const open = (await openActivations(scene.ports, scene.as)).filter(isInForce);
  const held = open.map((operation) => ({ ...operation.activation, operation }));
  const running = matchHeld({ typed: intent, held, swap: true });
  if (running.kind === 'one') {
    const { replies } = notExtended(scene, running.candidate, { why: 'running' });
    return { replies: [...replies, ...showActivation(scene, running.candidate.operation).replies] };
  }
  const { items, troubles } = await holdings(scene);
  const match = matchHeld({ typed: intent, held: items, swap: true });
  if (match.kind === 'one') {
    const found = expiringIn(scene, match.candidate);
    // What could not be read may be what is meant: then the one that was found is offered, not taken.
    if (typeof found !== 'string' && troubles.length > 0)
      return choose(scene, { typed: intent, options: [found], asked, near: true });
    return typeof found === 'string'
      ? notExtended(scene, match.candidate, { why: found })
      : extendExpiring(scene, { expiring: found, asked, submit: scene.turn.id });
  }
  const fitting = match.kind === 'none' ? [] : match.candidates.map((one) => expiringIn(scene, one));
  const options = fitting.filter((one) => typeof one !== 'string');
  if (options.length > 0)
    return choose(scene, { typed: intent, options, asked, near: match.kind === 'near' });
  const { role, scope } = intent;
  return say({
    name: 'problem',
    problem: troubles[0]?.problem ?? { code: 'nothingExpiring' },
    wrote: { ...(role ? { role } : {}), ...(scope ? { scope } : {}) },
    ...(troubles.length > 0 ? { unread: [...new Set(troubles.map(({ realm }) => realm))] } : {}),
  });
}

const textOf = ({ turn }: Scene): string => (turn.message.kind === 'text' ? turn.message.text : '');

function askedOf({ turn }: Scene, { span, justification }: ExtendIntent): Asked | 'tooShort' {
  const duration = span && durationOf(span, turn.at);
  if (span && !duration) return 'tooShort';
  return { ...(duration ? { duration } : {}), ...(justification ? { justification } : {}) };
}

/** Several fit, or only something close: the reader picks. */
function choose(
  { ports }: Scene,
  { typed, options, asked, near }: { typed: Named; options: Expiring[]; asked: Asked; near: boolean },
): Outcome {
  const shown = options.slice(0, ROWS);
  const items = shown.map((expiring, i): [string, Item] => [String(i + 1), { kind: 'expiring', expiring }]);
  const { role, scope } = typed;
  const { duration, justification } = asked;
  const view = {
    name: 'choice',
    purpose: 'extend',
    near,
    typed: { ...(role ? { role } : {}), ...(scope ? { scope } : {}) },
    ...(duration ? { duration } : {}),
    ...(justification ? { justification } : {}),
    options: shown.map((one) => subjectOf(one.realm, one.role, one.scope, ports.environmentOf)),
    total: options.length,
  } as const;
  return { replies: [{ view, about: { kind: 'rows', items: Object.fromEntries(items), asked } }] };
}

/** role.extend on a row of "my roles", and extend.choose. */
export const extendPressed: PressFlow = async (scene) => {
  const { about } = scene.card.record;
  if (scene.item?.kind !== 'expiring' || about.kind !== 'rows') return refuse({ kind: 'done' });
  const submit = `${scene.card.id}:${scene.press.item ?? ''}`;
  return extendExpiring(scene, { expiring: scene.item.expiring, asked: about.asked ?? {}, submit });
};

/** An administrator has to read until when, and why: without both nothing is sent. */
async function extendExpiring(
  scene: Scene,
  { expiring, asked, submit }: { expiring: Expiring; asked: Asked; submit: string },
): Promise<Outcome> {
  const { duration, justification } = asked;
  const { held, end } = expiring;
  const said = { renew: end <= scene.now, ...asked };
  if (!duration || !justification)
    return notExtended(scene, expiring, { why: 'incomplete', held, end, said });
  const until = scene.now + minutesOf(duration) * 60_000;
  if (until <= end) return notExtended(scene, expiring, { why: 'sooner', held, end, said });
  return startSide(scene, (attempt) =>
    createExtension(scene, { expiring, asked: { until, justification }, submit, attempt }),
  );
}

const notExtended = (
  { ports }: Scene,
  { realm, role, scope }: Pick<Expiring, 'realm' | 'role' | 'scope'>,
  why: Omit<NotExtendedView, 'name' | 'subject'>,
): Outcome =>
  say({ name: 'not-extended', subject: subjectOf(realm, role, scope, ports.environmentOf), ...why });
