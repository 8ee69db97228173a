import type { Block } from '../../cards/blocks.js';
import { type Extracted, nodesOf, ofType } from './extract.js';

/** As `extract`, of Slack's blocks; facts stand in the text. */
export function extractBlocks(blocks: Block[]): Omit<Extracted, 'facts'> {
  const ids = (types: string[]) =>
    nodesOf(blocks).flatMap(({ type, action_id }) =>
      types.includes(String(type)) ? [String(action_id)] : [],
    );
  return {
    title: blocks[0]?.type === 'header' ? blocks[0].text.text : '',
    inputs: ids(['plain_text_input', 'static_select', 'external_select']),
    actions: ids(['button']),
  };
}

/** Everything one can read, a line for a line; what is bold between stars. */
export const readable = (blocks: Block[]): string[] => blocks.flatMap(linesOf);

function linesOf(block: Block): string[] {
  switch (block.type) {
    case 'header':
      return [`# ${block.text.text}`];
    case 'context':
      return block.elements.map(({ text }) => `~ ${text}`);
    case 'section':
      return [...block.text.text.split('\n'), ...buttonsIn(block.accessory)];
    case 'input':
      return [`[${block.label.text}${block.optional ? '' : ' *'}]`];
    case 'actions':
      return [buttonsIn(block.elements).join(' ')];
    case 'rich_text':
      return block.elements.flatMap(({ type, elements }) => {
        const items = type === 'rich_text_list' ? elements.map(runsIn) : runsIn(elements).split('\n');
        return items.map((line) => `${MARKS[type]}${line}`);
      });
  }
}

const MARKS = { rich_text_section: '', rich_text_quote: '> ', rich_text_list: '- ' };

const buttonsIn = (node: unknown): string[] =>
  ofType(node, 'button').map((button) => `(${String((button.text as { text: string }).text)})`);

const runsIn = (node: unknown): string =>
  ofType(node, 'text')
    .map(({ text, style }) => ((style as { bold?: true } | undefined)?.bold ? `*${text}*` : String(text)))
    .join('');

/** Every word that is shown, buttons, labels and choices among them. */
export function wordsOf(blocks: Block[]): string[] {
  const texts = blocks.flatMap((block): string[] => {
    if (block.type !== 'input')
      return block.type === 'section' ? [block.text.text, ...titles(block)] : allTexts(block);
    const { element, label } = block;
    return [
      label.text,
      ...(element.type === 'static_select' ? element.options.map(({ text }) => text.text) : []),
    ];
  });
  return splitWords(texts);
}

const titles = (node: unknown) =>
  ofType(node, 'button').map(({ text }) => String((text as { text: string }).text));

const allTexts = (node: unknown): string[] =>
  nodesOf(node).flatMap(({ text }) => (typeof text === 'string' ? [text] : []));

/** Words without the marks between them, which each platform sets its own way. */
export const splitWords = (texts: string[]): string[] =>
  texts.flatMap((text) => text.split(/[^\p{L}\p{N}]+/u)).filter((word) => word !== '');
