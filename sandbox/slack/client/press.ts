import { Refusal } from '../../refusal.js';
import { timestamp } from '../interactions.js';
import { type Json, objectsIn } from '../json.js';
import { isField } from './fields.js';
import { type Placed, wordsOn } from './kinds.js';

/** What somebody pressed or chose; `option` for an entry of an overflow menu. */
interface Pressed {
  placed: Placed;
  option?: Json | undefined;
}

/**
 * Finds what is meant by `wanted`: an action_id, `{block_id}/{action_id}`, or the words on a button or on an entry of
 * an overflow menu. Throws Refusal 400 when that is nothing or more than one thing.
 */
export function findPressed(all: Placed[], wanted: string): Pressed {
  const ways: ((placed: Placed) => Pressed[])[] = [
    (placed) => (placed.element.action_id === wanted ? [{ placed }] : []),
    (placed) => (`${placed.block.block_id}/${placed.element.action_id}` === wanted ? [{ placed }] : []),
    (placed) => (wordsOn(placed.element) === wanted ? [{ placed }] : []),
    (placed) =>
      entriesOf(placed.element)
        .filter((option) => wordsOn(option) === wanted)
        .map((option) => ({ placed, option })),
  ];
  for (const way of ways) {
    const hits = all.flatMap(way);
    if (hits.length === 1 && hits[0]) return hits[0];
    if (hits.length > 1)
      throw new Refusal(
        400,
        'ActionAmbiguous',
        `"${wanted}" is ${hits.length} things here: ${listed(hits.map(({ placed }) => placed))}.`,
      );
  }
  const words = `"${wanted}" is not here. There is: ${listed(all) || 'nothing to press'}.`;
  throw new Refusal(400, 'ActionNotFound', words);
}

/** The action as the bot gets it; `state` is what is in the element, where something can be. */
export function actionOf({ placed, option }: Pressed, state: Json | undefined): Json {
  const { block, element } = placed;
  const { type, action_id, text, value, style, url } = element;
  const button = type === 'button' ? { text, value, style, url } : {};
  if (type === 'overflow' && !option) {
    const entries = entriesOf(element).map((one) => `"${wordsOn(one)}"`);
    throw new Refusal(400, 'ChoiceMissing', `"${action_id}" is a menu. Press one of ${entries.join(', ')}.`);
  }
  return {
    type,
    action_id,
    block_id: block.block_id,
    ...button,
    ...(option ? { selected_option: option } : {}),
    ...state,
    action_ts: timestamp(),
  };
}

/** What the inputs are for, by field. Throws Refusal 400 when one is for no field, or for several. */
export function inputsByField(all: Placed[], inputs: Record<string, string>): Map<Placed, string> {
  const fields = all.filter(isField);
  return new Map(
    Object.entries(inputs).map(([name, value]) => {
      const byAction = fields.filter(({ element }) => element.action_id === name);
      const hits = byAction.length > 0 ? byAction : fields.filter(({ block }) => block.block_id === name);
      if (hits.length === 1 && hits[0]) return [hits[0], value];
      const names = fields.map(({ element }) => element.action_id).join(', ');
      const words = hits.length > 1 ? `is ${hits.length} fields here` : 'is not a field here';
      throw new Refusal(400, 'InputNotFound', `"${name}" ${words}. There is: ${names || 'none'}.`);
    }),
  );
}

const entriesOf = (element: Json) => (element.type === 'overflow' ? objectsIn(element.options) : []);
const listed = (all: Placed[]) =>
  all
    .map(({ block, element }) => `${block.block_id}/${element.action_id} "${wordsOn(element) ?? ''}"`)
    .join(', ');
