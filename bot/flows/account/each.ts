import type { EndIntent, ListedRole, Named } from '../../grammar/intents.js';
import { realmIn } from '../../operations/operation.js';
import type { UnclearRow } from '../../views/shapes/several.js';
import { subjectOf } from '../../views/subjects.js';
import type { View } from '../../views/views.js';
import { type Outcome, type Scene, say } from '../flow.js';

type One = (named: Named) => Promise<Outcome>;

/** What is done about one of several; nothing, where no words of it name what there is. */
interface Ended {
  typed: Named;
  outcome: Outcome;
}

/**
 * "release Contributor on rg-x and Reader on rg-y": the first way to read it in which each is found; a name may hold an
 * "and". Where one is not found nothing is done, and the card says which; where none is, it is answered as one name.
 */
export async function each(scene: Scene, { lists, ...typed }: EndIntent, one: One): Promise<Outcome> {
  if (!lists) return one(typed);
  const read: Ended[][] = [];
  for (const items of lists) {
    const ended = await Promise.all(items.map((item) => endOf(item, one)));
    if (ended.every(({ outcome }) => isDone(outcome))) return inOne(scene, ended);
    read.push(ended);
  }
  const [closest = []] = read.sort((a, b) => found(b) - found(a));
  const single = read.find((ended) => ended.length === 1)?.[0]?.outcome;
  if (single && found(closest) === 0) return single;
  const { message } = scene.turn;
  const wrote = message.kind === 'text' ? message.text : '';
  return say({ name: 'several-unclear', wrote, rows: closest.map((one) => unclearRow(scene, one)) });
}

/** A role of the directory has no place: one that was said of another is left out for it, and for nothing else. */
async function endOf({ carried, ...typed }: ListedRole, one: One): Promise<Ended> {
  const outcome = await one(typed);
  if (!carried || isDone(outcome) || typed.role === undefined) return { typed, outcome };
  const alone = await one({ role: typed.role });
  const ofDirectory = alone.operations?.every((operation) => realmIn(operation) === 'entra');
  return { typed, outcome: ofDirectory ? alone : outcome };
}

const found = (ended: Ended[]): number => ended.filter(({ outcome }) => isDone(outcome)).length;

const viewOf = ({ replies }: Outcome): View | undefined => replies[0]?.view;
const isDone = (outcome: Outcome): boolean => !['choice', 'problem'].includes(viewOf(outcome)?.name ?? '');

/** All of it in the one step that closes the turn; what was named twice is done once. */
function inOne({ ports, as }: Scene, ended: Ended[]): Outcome {
  const byWhat = new Map(ended.map(({ outcome }) => [whatOf(outcome), outcome]));
  const all = [...byWhat.values()];
  const operations = all.flatMap((outcome) => outcome.operations ?? []);
  const names = operations.map(({ name }) => name);
  return {
    replies: all.flatMap(({ replies }) => replies),
    operations,
    writes: all.flatMap(({ writes = [] }) => writes),
    ...(names.length > 0 ? { once: `submit:${ports.ids.opaqueOf([as.tenant, ...names])}` } : {}),
    audit: all.flatMap(({ audit = [] }) => audit),
    touch: all.flatMap(({ touch = [] }) => touch),
  };
}

const whatOf = ({ operations, writes, replies }: Outcome): string =>
  JSON.stringify([operations?.map(({ id }) => id), writes?.map(({ key }) => key), replies[0]?.about]);

function unclearRow({ ports }: Scene, { typed, outcome }: Ended): UnclearRow {
  const view = viewOf(outcome);
  if (view?.name === 'choice')
    return { typed, options: view.options.slice(0, OPTIONS), ...(view.near ? {} : { several: true }) };
  if (view?.name === 'problem') return { typed, options: [], problem: view.problem };
  const [operation] = outcome.operations ?? [];
  const { realm, role, scope } = operation && 'of' in operation ? operation.of : {};
  const acted = realm && role && scope && subjectOf(realm, role, scope, ports.environmentOf);
  const subject = acted ?? (view && 'facts' in view ? view.facts.subject : undefined);
  return { typed, options: [], ...(subject ? { subject } : {}) };
}

/** So many that fit are shown. */
const OPTIONS = 3;
