import { Refusal } from '../../refusal.js';
import { elementsOf } from '../blocks/blocks.js';
import type { Json } from '../json.js';
import { KINDS, type Kind, nameOf, optionsOf, type Placed, wordsOn } from './kinds.js';

/** Everything that can be worked, in reading order. */
export const placedIn = (blocks: Json[]): Placed[] =>
  blocks.flatMap((block) => elementsOf(block).map((element) => ({ block, element })));

/** Whether there is something to fill in; a button has nothing. */
export const isField = ({ element }: Placed): boolean => Object.hasOwn(KINDS, String(element.type));

/** What is in a field: what the person put there, else what was there before, else what the app put there. */
export function stateOf(
  placed: Placed,
  { given, before, options }: { given: string | undefined; before: Json | undefined; options: Json[] },
): Json {
  const { element } = placed;
  const kind = kindOf(placed);
  const state = (value: unknown) => ({ type: element.type, [kind.key]: value });
  if (given === '') return state(kind.empty);
  if (given !== undefined) return state(kind.read(placed, given, options));
  if (before && before.type === element.type && stillThere(placed, before)) return before;
  return state(element[kind.first] ?? kind.empty);
}

/** Throws Refusal 400 when a modal cannot be sent with this in the field. */
export function requireSendable(placed: Placed, state: Json): void {
  const { block, element } = placed;
  const value = state[kindOf(placed).key];
  const isEmpty = value === null || value === '' || (Array.isArray(value) && value.length === 0);
  if (isEmpty && block.type === 'input' && block.optional !== true)
    throw new Refusal(400, 'InputMissing', `"${nameOf(placed)}" is required: ${labelOf(placed)}`);
  if (!isEmpty && typeof element.min_length === 'number' && String(value).length < element.min_length)
    throw new Refusal(
      400,
      'InputTooShort',
      `"${nameOf(placed)}" takes at least ${element.min_length} characters.`,
    );
}

function kindOf({ element }: Placed): Kind {
  const kind = KINDS[String(element.type)];
  if (!kind) throw new Error(`nothing can be put into a ${element.type}`);
  return kind;
}

const labelOf = ({ block, element }: Placed) =>
  String(wordsOn({ text: block.label ?? element.placeholder }) ?? element.action_id);

/** What was chosen is kept only while it can be chosen. */
function stillThere({ element }: Placed, state: Json): boolean {
  if (element.options === undefined && element.option_groups === undefined) return true;
  const chosen = [state.selected_option ?? [], state.selected_options ?? []].flat() as Json[];
  const values = optionsOf(element).map((option) => option.value);
  return chosen.every((option) => values.includes(option.value));
}
