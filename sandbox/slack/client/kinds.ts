import { Refusal } from '../../refusal.js';
import { isJson, type Json, objectsIn } from '../json.js';

/** An element that a person can work, and the block it is in. */
export interface Placed {
  block: Json;
  element: Json;
}

/** How a kind of element holds what is in it: under which name, and what is there at first. */
export interface Kind {
  key: string;
  first: string;
  empty: null | [];
  /** What a person means by these words. Throws Refusal 400 when the client would not take them. */
  read(placed: Placed, words: string, options: Json[]): unknown;
}

/** https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
export const KINDS: Readonly<Record<string, Kind>> = {
  plain_text_input: { key: 'value', first: 'initial_value', empty: null, read: line },
  number_input: { key: 'value', first: 'initial_value', empty: null, read: number },
  static_select: one(),
  external_select: one(),
  radio_buttons: one(),
  multi_static_select: many(),
  multi_external_select: many(),
  checkboxes: many(),
  datepicker: picked('date', /^\d{4}-\d\d-\d\d$/, '2026-01-31'),
  timepicker: picked('time', /^([01]\d|2[0-3]):[0-5]\d$/, '09:30'),
  datetimepicker: {
    ...picked('date_time', /^\d{10}$/, '1767225600'),
    read: (placed, words) => Number(picked('date_time', /^\d{10}$/, '1767225600').read(placed, words, [])),
  },
};

/** The words on a button or an option. */
export const wordsOn = ({ text }: Json): unknown => (isJson(text) ? text.text : undefined);

/** The options of a menu, those in groups too. */
export const optionsOf = (menu: Json): Json[] => [
  ...objectsIn(menu.options),
  ...objectsIn(menu.option_groups).flatMap((group) => objectsIn(group.options)),
];

export const nameOf = ({ element }: Placed): string => String(element.action_id);

function line(placed: Placed, words: string): string {
  const { max_length: most } = placed.element;
  if (typeof most === 'number' && words.length > most)
    throw new Refusal(400, 'InputTooLong', `"${nameOf(placed)}" takes at most ${most} characters.`);
  return words;
}

function number(placed: Placed, words: string): string {
  const { is_decimal_allowed: decimals, min_value: least, max_value: most } = placed.element;
  const fits = decimals === true ? /^-?\d+(\.\d+)?$/ : /^-?\d+$/;
  const value = Number(words);
  if (fits.test(words) && value >= Number(least ?? -Infinity) && value <= Number(most ?? Infinity))
    return words;
  throw new Refusal(400, 'InputInvalid', `"${nameOf(placed)}" does not take "${words}".`);
}

function picked(what: string, fits: RegExp, example: string): Kind {
  return {
    key: `selected_${what}`,
    first: `initial_${what}`,
    empty: null,
    read(placed, words) {
      if (fits.test(words)) return words;
      throw new Refusal(
        400,
        'InputInvalid',
        `"${nameOf(placed)}" takes the form ${example}, not "${words}".`,
      );
    },
  };
}

function one(): Kind {
  return { key: 'selected_option', first: 'initial_option', empty: null, read: choose };
}

function many(): Kind {
  return {
    key: 'selected_options',
    first: 'initial_options',
    empty: [],
    read(placed, words, options) {
      const chosen = words.split(',').map((part) => choose(placed, part, options));
      const { max_selected_items: most } = placed.element;
      if (typeof most === 'number' && chosen.length > most)
        throw new Refusal(400, 'TooManyChosen', `"${nameOf(placed)}" takes at most ${most} options.`);
      return chosen;
    },
  };
}

/** By its value or by its words. */
function choose(placed: Placed, words: string, options: Json[]): Json {
  const chosen = options.find((option) => option.value === words || wordsOn(option) === words);
  if (chosen) return chosen;
  const offered = options.map((option) => `${option.value} "${wordsOn(option)}"`).join(', ');
  throw new Refusal(
    400,
    'ChoiceNotFound',
    `"${words}" is not a choice of "${nameOf(placed)}". It offers: ${offered || 'nothing'}.`,
  );
}
