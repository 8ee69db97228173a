import type { CardJson } from './surface.js';

/** All that a reader sees of blocks, one part a line. */
export function linesOf(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(linesOf);
  if (typeof node !== 'object' || node === null) return [];
  const block = node as CardJson;
  switch (block.type) {
    case 'rich_text_section':
    case 'rich_text_quote':
      return runsOf(block.elements).split('\n');
    case 'plain_text':
    case 'mrkdwn':
      return String(block.text).split('\n');
  }
  const parts = ['title', 'text', 'fields', 'label', 'elements', 'element', 'accessory', 'initial_value'];
  const inner = [...parts, 'options', 'blocks', 'submit'].flatMap((part) =>
    part === 'initial_value' && typeof block[part] === 'string'
      ? [String(block[part])]
      : linesOf(block[part]),
  );
  return inner;
}

const runsOf = (elements: unknown): string =>
  (elements as { text?: string }[])
    .map(({ text }) => text ?? '')
    .join('')
    .replace(/[ \u00a0]+/g, ' ');

const elementsOf = (node: unknown): CardJson[] => {
  if (Array.isArray(node)) return node.flatMap(elementsOf);
  if (typeof node !== 'object' || node === null) return [];
  const inner = Object.values(node).flatMap(elementsOf);
  return 'action_id' in node ? [node as CardJson, ...inner] : inner;
};

const titleOf = ({ text }: CardJson): string => String((text as { text?: string } | undefined)?.text ?? '');
const isButton = ({ type }: CardJson): boolean => type === 'button';

/** A button of a message, or the one that sends a window. */
export const buttonsOfBlocks = (card: CardJson | undefined): string[] => [
  ...(card?.submit ? [titleOf({ text: card.submit })] : []),
  ...elementsOf(card).filter(isButton).map(titleOf),
];

export const fieldsOfBlocks = (card: CardJson | undefined): string[] =>
  elementsOf(card)
    .filter((element) => !isButton(element))
    .map(({ action_id }) => String(action_id));

/** Text that Slack would read as markup. */
export const markupOfBlocks = (node: unknown): string[] => {
  if (Array.isArray(node)) return node.flatMap(markupOfBlocks);
  if (typeof node !== 'object' || node === null) return [];
  const { type, text } = node as CardJson;
  return [...(type === 'mrkdwn' ? [String(text)] : []), ...Object.values(node).flatMap(markupOfBlocks)];
};

/** What a button carries. */
export function carriedBy(card: CardJson | undefined, verb: string): unknown {
  const button = elementsOf(card).find(({ action_id }) => String(action_id).startsWith(verb));
  return JSON.parse(String(button?.value ?? card?.private_metadata ?? '{}'));
}
