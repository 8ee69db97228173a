import { type Item, ROWS, type Rows } from '../../cards.js';
import type { Named } from '../../grammar/intents.js';
import { hasWords } from '../../pim/names.js';
import type { Asked } from '../../pim/requirements.js';
import type { Candidate, RealmName } from '../../pim/roles.js';
import { subjectOf } from '../../views/subjects.js';
import { type Outcome, type PressFlow, type Reply, refuse, type Scene } from '../flow.js';
import { findCandidates } from './find.js';
import { propose } from './propose.js';

interface Offer {
  typed: Named;
  candidates: Candidate[];
  near: boolean;
  asked: Asked;
  review?: boolean;
  query?: string;
  /** Realms that could not be read. */
  unread?: RealmName[];
  into?: NonNullable<Reply['into']>;
}

/** Several fit, or only something close: the reader picks, nothing is done by itself. */
export function offer({ ports }: Scene, of: Offer): Outcome {
  const { typed, asked, query, candidates } = of;
  const fitting = query ? candidates.filter((candidate) => fits(candidate, query)) : candidates;
  const shown = fitting.slice(0, ROWS);
  const items = shown.map((candidate, i): [string, Item] => [
    String(i + 1),
    { kind: 'candidate', candidate },
  ]);
  const searchable = candidates.length > ROWS;
  const { duration, justification } = asked;
  const about: Rows = {
    kind: 'rows',
    items: Object.fromEntries(items),
    asked,
    ...(of.review ? { review: true } : {}),
    ...(searchable ? { typed } : {}),
    ...(query ? { query } : {}),
  };
  const view = {
    name: 'choice',
    purpose: 'activate',
    near: of.near,
    typed,
    ...(duration ? { duration } : {}),
    ...(justification ? { justification } : {}),
    options: shown.map((c) =>
      subjectOf(c.eligibility.realm, c.eligibility.role, c.scope, ports.environmentOf),
    ),
    total: fitting.length,
    ...(searchable ? { search: query ? { query } : {} } : {}),
    ...(of.unread ? { unread: of.unread } : {}),
  } as const;
  return { replies: [{ view, about, ...(of.into ? { into: of.into } : {}) }] };
}

/** activate.choose: the reader picked a row, or one that a search suggested. The card turns into what comes of it. */
export const choose: PressFlow = async (scene) => {
  const { about } = scene.card.record;
  if (about.kind !== 'rows') return refuse({ kind: 'done' });
  const candidate = scene.item?.kind === 'candidate' ? scene.item.candidate : await suggested(scene, about);
  if (!candidate) return refuse({ kind: 'done' });
  const { asked = {}, review } = about;
  const submit = scene.card.id;
  return propose(scene, { candidate, asked, submit, into: scene.card, ...(review ? { review } : {}) });
};

/** activate.search: of all that fit the names, those that fit what was typed, in the same card. */
export const searchChoice: PressFlow = async (scene) => {
  const { about, view } = scene.card.record;
  if (about.kind !== 'rows' || !about.typed) return refuse({ kind: 'done' });
  const { asked = {}, review, typed } = about;
  const query = (scene.press.inputs.find ?? '').trim().slice(0, 90);
  return offer(scene, {
    typed,
    candidates: await among(scene, typed),
    near: view.name === 'choice' && view.near,
    asked,
    into: scene.card,
    ...(review ? { review } : {}),
    ...(query ? { query } : {}),
  });
};

/** One that a search offers. `item` is what a press carries. */
export interface Suggestion {
  item: string;
  candidate: Candidate;
}

/** All that fit the names of a card and what is typed. */
export async function suggestions(
  scene: Pick<Scene, 'ports' | 'as'>,
  { typed = {} }: Rows,
  query: string,
): Promise<Suggestion[]> {
  const found = (await among(scene, typed)).filter((candidate) => fits(candidate, query));
  return found.map((candidate) => ({ item: itemOf(scene, candidate), candidate }));
}

async function suggested({ press, ...scene }: Parameters<PressFlow>[0], about: Rows) {
  if (!about.typed || !press.item) return undefined;
  const all = await among(scene, about.typed);
  return all.find((candidate) => itemOf(scene, candidate) === press.item);
}

async function among(scene: Pick<Scene, 'ports' | 'as'>, typed: Named): Promise<Candidate[]> {
  const { match } = await findCandidates(scene, typed);
  if (match.kind === 'none') return [];
  return match.kind === 'one' ? [match.candidate] : match.candidates;
}

/** Opaque, and the same whenever the list is read anew. */
const itemOf = ({ ports, as }: Pick<Scene, 'ports' | 'as'>, { eligibility, scope }: Candidate): string =>
  ports.ids.opaqueOf([as.tenant, as.oid, eligibility.realm, eligibility.id, scope.id.toLowerCase()]);

const fits = ({ eligibility, scope }: Candidate, query: string): boolean =>
  hasWords([eligibility.role.name, scope.name, ...scope.within], query);
