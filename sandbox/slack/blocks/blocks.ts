import { isJson, type Json, objectsIn, textOf } from '../json.js';
import { inActions, inInput, inSection } from './elements.js';
import { flag, plain, words } from './parts.js';
import { richText } from './rich-text.js';
import { type Check, type Fault, kinds, list, oneOf, shape, text } from './schema.js';

const named = { block_id: text(255) };

/** The blocks that the bot draws with. https://docs.slack.dev/reference/block-kit/blocks */
const block: Check = kinds({
  header: shape({ type: oneOf('header'), text: plain(150) }, named),
  section: (value, at) => [
    ...shape(
      { type: oneOf('section') },
      { ...named, text: words(3_000), fields: list(words(2_000), 10), accessory: inSection, expand: flag },
    )(value, at),
    ...(isJson(value) && value.text === undefined && value.fields === undefined
      ? [{ at, words: 'must define either `text` or `fields`' }]
      : []),
  ],
  rich_text: richText,
  context: shape({ type: oneOf('context'), elements: list(words(2_000), 10) }, named),
  actions: shape({ type: oneOf('actions'), elements: list(inActions, 25) }, named),
  input: shape(
    { type: oneOf('input'), label: plain(2_000), element: inInput },
    { ...named, hint: plain(2_000), optional: flag, dispatch_action: flag },
  ),
  divider: shape({ type: oneOf('divider') }, named),
});

/** All that is wrong with the blocks at that pointer; `most` is 50 in a message and 100 in a view. */
export function faultsInBlocks(blocks: unknown, most: 50 | 100, at = '/blocks'): Fault[] {
  const faults = list(block, most, 0)(blocks, at);
  return faults.length > 0 ? faults : repeats(objectsIn(blocks), at);
}

/** What a person can work in a block, in reading order. */
export function elementsOf(block: Json): Json[] {
  if (block.type === 'section') return isJson(block.accessory) ? [block.accessory] : [];
  if (block.type === 'input') return isJson(block.element) ? [block.element] : [];
  return block.type === 'actions' ? objectsIn(block.elements) : [];
}

function repeats(blocks: Json[], at: string): Fault[] {
  const twice = (ids: (string | undefined)[]) =>
    ids.filter((id, index) => id !== undefined && ids.indexOf(id) !== index);
  return [
    ...twice(blocks.map((one) => textOf(one.block_id))).map((id) => {
      return { at, words: `block_id "${id}" already exists` };
    }),
    ...blocks.flatMap((one, index) =>
      twice(elementsOf(one).map((element) => textOf(element.action_id))).map((id) => {
        return { at: `${at}/${index}`, words: `action_id "${id}" already exists in this block` };
      }),
    ),
    ...focus(blocks, at),
  ];
}

function focus(blocks: Json[], at: string): Fault[] {
  const focused = blocks.flatMap(elementsOf).filter((element) => element.focus_on_load === true);
  return focused.length > 1 ? [{ at, words: 'only one element can have focus_on_load' }] : [];
}
