import { make } from '../../dom.mjs';
import { readable } from '../words.mjs';
import { fieldOf, isField, labelled } from './inputs.mjs';
import { richText } from './rich-text.mjs';

/**
 * Draws the blocks that the bot uses, as Slack would. `kept` is what a person had put into fields, by block and
 * element; `press(action, {button, url})` is called for a button, and without one for a field that tells the bot at
 * once; `ask(actionId, query)` gives what a field with typeahead offers.
 */
export function drawBlocks(blocks, { kept = {}, names, press, ask }) {
  const fields = [];
  const buttons = [];
  const ids = blocks.flatMap(elementsOf).map(({ action_id: id }) => id);
  const isOne = ({ action_id }) => ids.indexOf(action_id) === ids.lastIndexOf(action_id);
  const actionOf = (block, element) => (isOne(element) ? element.action_id : keyOf(block, element));
  const nameOf = ({ block, element }) => (isOne(element) ? element.action_id : block.block_id);
  const tools = {
    names,
    field(block, element, more = {}) {
      const tells = block.type !== 'input' || block.dispatch_action === true;
      const onChoose = tells ? () => press(actionOf(block, element)) : undefined;
      const made = fieldOf(
        { block, element },
        { first: kept[keyOf(block, element)], ask, onChoose, ...more },
      );
      fields.push(made);
      return made;
    },
    button(block, element) {
      const node = buttonOf(element);
      node.onclick = () => press(actionOf(block, element), { button: node, url: element.url });
      buttons.push({ element, node });
      return node;
    },
  };
  const children = blocks.map((block) => BLOCKS[block.type]?.(block, tools) ?? unknown(block));
  return {
    element: make('div', { cls: 'blocks', children }),
    /** What is in all fields, as an act tells it. */
    inputs: () => Object.fromEntries(fields.map((field) => [nameOf(field), field.value()])),
    kept: () =>
      Object.fromEntries(
        fields.flatMap((field) => {
          const held = field.held();
          return held === undefined ? [] : [[keyOf(field.block, field.element), held]];
        }),
      ),
    focus: focusOf(fields, buttons),
    /** The first thing that can be filled in. */
    first: () => fields[0]?.input,
    /** The field of a name that stands in these words, by its block or its element. */
    named: (words) => fields.find((field) => words.includes(`"${nameOf(field)}"`)),
    ofBlock: (id) => fields.find(({ block }) => block.block_id === id),
    clear() {
      for (const field of fields) field.clear();
    },
  };
}

const elementsOf = ({ elements, element, accessory, type }) =>
  type === 'actions' ? elements : [element ?? accessory ?? []].flat();

const keyOf = (block, element) => `${block.block_id}/${element.action_id}`;

const BLOCKS = {
  header: ({ text }) => make('h3', { cls: 'sk-header', text: text.text }),
  context: ({ elements }, { names }) =>
    make('p', {
      cls: 'sk-context',
      children: elements.map((one) => make('span', { text: wordsOf(one, names) })),
    }),
  divider: () => make('hr', { cls: 'sk-divider' }),
  rich_text: (block, { names }) => richText(block, names),
  section(block, tools) {
    const { text, fields = [], accessory } = block;
    const parts = [];
    if (text) parts.push(make('p', { cls: 'sk-text', text: wordsOf(text, tools.names) }));
    if (fields.length > 0) parts.push(fieldsOf(fields, tools.names));
    if (accessory) parts.push(elementIn(block, accessory, tools));
    return make('div', { cls: 'sk-section', children: parts });
  },
  actions: (block, tools) =>
    make('div', {
      cls: 'sk-actions',
      children: block.elements.map((element) => elementIn(block, element, tools)),
    }),
  input: (block, { field }) =>
    isField(block.element) ? labelled(field(block, block.element)) : unknown(block.element),
};

const wordsOf = ({ type, text }, names) => (type === 'mrkdwn' ? readable(text, names) : text);

const fieldsOf = (fields, names) =>
  make('div', {
    cls: 'sk-fields',
    children: fields.map((one) => make('p', { cls: 'sk-text', text: wordsOf(one, names) })),
  });

function elementIn(block, element, { names, field, button }) {
  if (element.type === 'button') return button(block, element);
  if (!isField(element)) return unknown(element);
  const label = block.text ? wordsOf(block.text, names) : element.placeholder?.text;
  return field(block, element, { label }).seen;
}

function buttonOf({ text, style, accessibility_label: label }) {
  const cls = ['sk-button', style ?? ''].join(' ').trim();
  const node = make('button', { cls, type: 'button', text: text.text });
  if (label) node.setAttribute('aria-label', label);
  return node;
}

const unknown = ({ type }) => make('p', { cls: 'sk-context', text: `This page does not draw a ${type}.` });

/** Where the keyboard is, and how to put it there again in another drawing. */
function focusOf(fields, buttons) {
  const places = [...fields.map(({ element, input }) => ({ element, node: input })), ...buttons];
  return {
    held() {
      const place = places.find(({ node }) => node === document.activeElement);
      if (!place) return undefined;
      const { selectionStart, selectionEnd } = place.node;
      return { id: place.element.action_id, selectionStart, selectionEnd };
    },
    restore({ id, selectionStart, selectionEnd }) {
      const node = places.find(({ element }) => element.action_id === id)?.node;
      node?.focus({ preventScroll: true });
      if (typeof selectionStart === 'number') node?.setSelectionRange?.(selectionStart, selectionEnd);
      return node !== undefined;
    },
  };
}
