import {
  hasParents,
  placeWords,
  placeWordsShort,
  plain,
  subjectWords,
  typedWords,
} from '../../bot/phrases/places.js';
import type { Subject } from '../../bot/views/facts.js';
import { bold, dim, told } from './lines.js';
import type { Line, Run } from './sheet.js';
import type { Voice } from './voice.js';

/** Role and place as the title of a card. */
function titleOf(subject: Subject, { phrases }: Voice): Line {
  return subjectWords(subject, phrases).map((word) =>
    typeof word === 'string'
      ? { text: word, large: true }
      : { text: told(word.name), large: true, bold: true },
  );
}

/** Environment, kind and parents below the title; `all` names every parent, for whoever decides. */
export function placeOf(subject: Subject, voice: Voice, all = false): Line {
  const kind = placeWords(subject, voice.phrases, all);
  return [
    ...chip(subject, voice, subject.place.environment === 'Production' ? 'red' : 'neutral'),
    ...kind.map((word) => dim(typeof word === 'string' ? word : told(word.name))),
  ];
}

/** Title and place of a card about one request. */
export const headOf = (subject: Subject, voice: Voice): { subject: Line; place: Line } => ({
  subject: titleOf(subject, voice),
  place: placeOf(subject, voice),
});

/** First line of a row: only the role is bold. */
export function rowTitle(subject: Subject, { phrases }: Voice): Line {
  let first = true;
  return subjectWords(subject, phrases).map((word) => {
    if (typeof word === 'string') return { text: word };
    const run: Run = first ? { text: told(word.name, 'row'), bold: true } : { text: told(word.name, 'row') };
    first = false;
    return run;
  });
}

/** How much of the place a row's second line says: kind and parents, parents alone, or nothing that has parents. */
export type Where = 'full' | 'short' | 'none';

/** Second line of a row: where, and what else there is to say. */
export function rowDetail(subject: Subject, voice: Voice, where: Where, more: Line = []): Line {
  const words =
    where === 'full' ? placeWords(subject, voice.phrases) : placeWordsShort(subject, voice.phrases);
  const place: Line =
    where === 'none' && hasParents(subject.place)
      ? []
      : words.map((word) => ({ text: typeof word === 'string' ? word : told(word.name, 'rowParent') }));
  const joined = [...place, ...(place.length && more.length ? [{ text: ', ' }] : []), ...more];
  return [...chip(subject, voice, 'neutral'), ...joined.map((run) => ({ ...run, dim: true }))];
}

/** What was typed of a role and a place, the names bold. */
export const typedLine = (typed: { role?: string; scope?: string }, { phrases }: Voice): Line =>
  typedWords(typed, phrases).map((word) => (typeof word === 'string' ? { text: word } : bold(word.name)));

/** For the spoken name of a row's button. */
export const spoken = (subject: Subject, { phrases }: Voice): string =>
  plain(
    subjectWords(subject, phrases).map((word) =>
      typeof word === 'string' ? word : { name: told(word.name, 'rowParent') },
    ),
  );

/** No-break spaces, because the renderer swallows doubled ones. */
const gap: Run = { text: '\u00a0\u00a0' };

function chip({ place }: Subject, { phrases }: Voice, colour: 'neutral' | 'red'): Line {
  if (!place.environment) return [];
  const word = phrases.places.environments[place.environment];
  return [{ text: `\u00a0${word}\u00a0`, chip: colour }, gap];
}
