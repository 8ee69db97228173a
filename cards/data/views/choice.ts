import type { Subject } from '../../../bot/views/facts.js';
import type { ChoiceView } from '../../../bot/views/views.js';
import { press, rowPress, standing } from '../buttons.js';
import { bold, line, told } from '../lines.js';
import type { Line, Row, Run, Sheet } from '../sheet.js';
import { rowDetail, rowTitle, spoken, typedLine } from '../subject.js';
import type { Voice } from '../voice.js';

/** Several fit, or none exactly: the person chooses, nothing is guessed. */
export function choice(view: ChoiceView, voice: Voice): Sheet {
  const { choices } = voice.phrases;
  const { roles, requests, discard } = standing(voice);
  const oneRole = sameRole(view.options);
  const title = titleOf(view, voice);
  return {
    summary: title,
    strip: { style: 'accent', title, line: [{ text: howMany(view, voice) }] },
    ...(oneRole && !view.near ? { subject: roleLine(oneRole, view, voice) } : {}),
    ...(view.near ? { lead: notFound(view, voice) } : {}),
    ...(view.justification
      ? { place: line(choices.reason<Run>({ text: told(view.justification), dim: true }), { dim: true }) }
      : {}),
    groups: [{ rows: view.options.map((option, index) => rowOf(option, index, view, voice)) }],
    ...(view.search ? { find: search(view.search, voice) } : {}),
    buttons: [view.purpose === 'cancel' ? requests : roles, discard],
  };
}

/** More fit than a card shows: a part of a name finds the others. */
const search = (
  { query = '' }: NonNullable<ChoiceView['search']>,
  { phrases: { lists, buttons, tooltips } }: Voice,
): NonNullable<Sheet['find']> => ({
  field: { id: 'find', label: lists.findLabel, value: query, maxLength: 90 },
  button: press('activate.search', buttons.search, { tooltip: tooltips.searchThese, answers: true }),
  suggest: true,
});

const sameRole = ([first, ...rest]: Subject[]): Subject | undefined =>
  first && rest.every(({ role, realm }) => role === first.role && realm === first.realm) ? first : undefined;

const samePlace = ([first, ...rest]: Subject[]): boolean =>
  first !== undefined &&
  rest.every(
    ({ place }) => place.name === first.place.name && place.within.join('/') === first.place.within.join('/'),
  );

function titleOf({ near, options }: ChoiceView, { phrases: { choices } }: Voice): string {
  if (near) return choices.near;
  const role = sameRole(options);
  if (role) return role.realm === 'group' ? choices.whichGroup : choices.whichPlace;
  return samePlace(options) ? choices.whichRole : choices.whichOne;
}

function howMany(
  { near, options, total, search: more, unread = [] }: ChoiceView,
  { phrases: { choices, lists } }: Voice,
): string {
  return [
    ...(near ? [] : [choices.fit(total)]),
    ...(total > options.length
      ? [more ? choices.searchable(options.length) : choices.shown(options.length)]
      : []),
    ...(unread.length ? [choices.unread(unread.map((realm) => lists.realms[realm]))] : []),
    choices.untilYouChoose,
  ].join(' ');
}

function roleLine({ role }: Subject, { duration }: ChoiceView, voice: Voice): Line {
  const name: Run = { ...bold(role), large: true };
  if (!duration) return [name];
  return line(voice.phrases.choices.forLength(name, voice.length(duration)), { large: true });
}

function notFound({ typed: { role, scope }, purpose }: ChoiceView, voice: Voice): Line[] {
  const none = voice.phrases.choices.none[purpose];
  if (role && scope) return [line(none.both(typedLine({ role, scope }, voice)))];
  if (role) return [line(none.role(bold(role)))];
  return scope ? [line(none.place(bold(scope)))] : [];
}

function rowOf(option: Subject, index: number, view: ChoiceView, voice: Voice): Row {
  const { buttons, tooltips } = voice.phrases;
  const item = String(index + 1);
  const onlyPlace = !view.near && sameRole(view.options) && option.realm !== 'entra';
  return {
    first: onlyPlace ? [bold(option.place.name, 'row')] : rowTitle(option, voice),
    second: rowDetail(option, voice, 'full'),
    button: rowPress(`${view.purpose}.choose`, buttons.choose, item, tooltips.choose(spoken(option, voice))),
  };
}
