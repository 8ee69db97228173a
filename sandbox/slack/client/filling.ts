import type { SeedPerson } from '../../tenant/entities.js';
import { type Json, objectsIn } from '../json.js';
import { isField, stateOf } from './fields.js';
import { nameOf, optionsOf, type Placed, wordsOn } from './kinds.js';
import { inputsByField } from './press.js';

/** A message or a view that somebody has before them. */
export interface Sheet {
  person: SeedPerson;
  /** The id of the message or of the view. */
  id: string;
  /** What can be worked in it. */
  placed: Placed[];
  /** What an interaction tells of where it happened, apart from what is filled in. */
  about(values: Json): Json;
}

/** What is in all fields of a sheet. */
interface Filled {
  /** By block, then by element, as an interaction carries it. */
  values: Record<string, Record<string, Json>>;
  of(placed: Placed): Json | undefined;
}

/** What people put into fields. Slack's clients keep it while a block and its element keep their ids. */
export interface Filling {
  /** Puts that in, and tells what is in all fields then. Throws Refusal 400 for what the client would not take. */
  fill(sheet: Sheet, inputs: Record<string, string>): Promise<Filled>;
  /** What is in all fields now. */
  values(sheet: Sheet): Json;
  /** The bot offered these options there. */
  offer(sheet: Sheet, placed: Placed, options: Json[]): void;
}

/** `ask` gets a field's options for what is typed into it. */
export function createFilling(
  ask: (sheet: Sheet, placed: Placed, query: string) => Promise<Json[]>,
): Filling {
  const typed = new Map<string, Json>();
  const offers = new Map<string, Json[]>();
  const key = ({ person, id }: Sheet, { block, element }: Placed) =>
    [person.id, id, block.block_id, element.action_id].join(' ');
  const offered = (sheet: Sheet, placed: Placed) => [
    ...optionsOf(placed.element),
    ...objectsIn([placed.element.initial_option, placed.element.initial_options].flat()),
    ...(offers.get(key(sheet, placed)) ?? []),
  ];
  const knows = (sheet: Sheet, placed: Placed, words: string) =>
    offered(sheet, placed).some((option) => option.value === words || wordsOn(option) === words);
  const stateIn = (sheet: Sheet, placed: Placed, given?: string) =>
    stateOf(placed, { given, before: typed.get(key(sheet, placed)), options: offered(sheet, placed) });
  const valuesOf = (fields: Placed[], state: (placed: Placed) => Json) => {
    const values: Filled['values'] = {};
    for (const placed of fields) {
      const block = String(placed.block.block_id);
      values[block] = { ...values[block], [nameOf(placed)]: state(placed) };
    }
    return values;
  };
  const offer: Filling['offer'] = (sheet, placed, options) => {
    const place = key(sheet, placed);
    offers.set(place, [...(offers.get(place) ?? []), ...options]);
  };
  return {
    async fill(sheet, inputs) {
      const given = inputsByField(sheet.placed, inputs);
      for (const [placed, words] of given)
        if (isSearched(placed))
          for (const part of words.split(','))
            if (part !== '' && !knows(sheet, placed, part))
              offer(sheet, placed, await ask(sheet, placed, part));
      const fields = sheet.placed.filter(isField);
      const states = new Map(fields.map((placed) => [placed, stateIn(sheet, placed, given.get(placed))]));
      for (const [placed, state] of states) typed.set(key(sheet, placed), state);
      const of = (placed: Placed) => states.get(placed);
      return { values: valuesOf(fields, (placed) => of(placed) ?? {}), of };
    },
    values: (sheet) => valuesOf(sheet.placed.filter(isField), (placed) => stateIn(sheet, placed)),
    offer,
  };
}

/** Whether the bot is asked for the options. */
export const isSearched = ({ element }: Placed): boolean =>
  element.type === 'external_select' || element.type === 'multi_external_select';
