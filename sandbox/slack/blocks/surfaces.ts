import { randomBytes } from 'node:crypto';
import { isJson, type Json, objectsIn } from '../json.js';
import { SlackError } from '../refusal.js';
import { elementsOf, faultsInBlocks } from './blocks.js';
import { flag, plain } from './parts.js';
import { type Check, type Fault, kinds, oneOf, shape, text } from './schema.js';

/** Slack counts 12,000 characters of text and a little for each block. https://github.com/slackapi/bolt-js/issues/2509 */
const LONGEST_TEXTS = 12_000;
const LARGEST_VIEW = 250_000;

/** The blocks of a message, with the ids that Slack gives where there are none. Throws a SlackError. */
export function messageBlocks(blocks: unknown): Json[] {
  const faults = faultsInBlocks(blocks, 50).map(inWords);
  if (faults.length > 0) {
    const messages = faults.map((fault) => `[ERROR] ${fault}`);
    throw new SlackError('invalid_blocks', { errors: faults, response_metadata: { messages } });
  }
  if (lengthOf(blocks) > LONGEST_TEXTS) throw new SlackError('msg_blocks_too_long');
  return withIds(objectsIn(blocks));
}

/** A view as an app sends it, checked, with ids. Throws a SlackError. https://docs.slack.dev/reference/views */
export function viewOf(view: unknown, type: 'modal' | 'home'): Json {
  const faults =
    isJson(view) && view.type === type ? [...outline(view, '/view'), ...within(view)] : [wrongType];
  if (faults.length > 0) {
    const messages = faults.map((fault) => `[ERROR] ${inWords(fault)}`);
    throw new SlackError('invalid_arguments', { response_metadata: { messages } });
  }
  if (Buffer.byteLength(JSON.stringify(view)) > LARGEST_VIEW) throw new SlackError('view_too_large');
  const checked = view as Json;
  return { ...checked, blocks: withIds(objectsIn(checked.blocks)) };
}

const inWords = ({ at, words }: Fault): string => `${words} [json-pointer:${at}]`;
const wrongType: Fault = { at: '/view/type', words: 'must be a valid view type for this method' };

const anything: Check = () => [];
const common = {
  private_metadata: text(3_000, 0),
  callback_id: text(255, 0),
  external_id: text(255, 0),
  clear_on_close: flag,
  notify_on_close: flag,
};
const outline: Check = kinds({
  home: shape({ type: oneOf('home'), blocks: anything }, common),
  modal: shape(
    { type: oneOf('modal'), title: plain(24), blocks: anything },
    { ...common, submit: plain(24), close: plain(24), submit_disabled: flag },
  ),
});

function within(view: Json): Fault[] {
  const faults = faultsInBlocks(view.blocks, 100, '/view/blocks');
  const asks = objectsIn(view.blocks).some((block) => block.type === 'input');
  return view.type === 'modal' && asks && view.submit === undefined
    ? [...faults, { at: '/view', words: '`submit` is required when an `input` block is present' }]
    : faults;
}

/** Characters of all texts, however deep. */
function lengthOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + lengthOf(item), 0);
  if (!isJson(value)) return 0;
  return Object.entries(value).reduce(
    (sum, [key, child]) =>
      sum + (key === 'text' && typeof child === 'string' ? child.length : lengthOf(child)),
    0,
  );
}

/** An id that Slack makes is new each time, so what is typed in a block without an id of its own is lost by an update. */
function withIds(blocks: Json[]): Json[] {
  return blocks.map((block) => {
    const given = { ...block, block_id: block.block_id ?? madeId() };
    const elements = elementsOf(given).map((one) => ({ ...one, action_id: one.action_id ?? madeId() }));
    if (block.type === 'section') return elements[0] ? { ...given, accessory: elements[0] } : given;
    if (block.type === 'input') return { ...given, element: elements[0] };
    return block.type === 'actions' ? { ...given, elements } : given;
  });
}

const madeId = () => randomBytes(4).toString('base64url').slice(0, 5);
