import { buttonsOfBlocks, carriedBy, fieldsOfBlocks, linesOf, markupOfBlocks } from './blocks.js';
import type { CardJson, Shown } from './surface.js';

const isBlocks = (card: CardJson | undefined): boolean => card?.blocks !== undefined;

/** All that a reader sees of a message, one part a line; hidden parts are left out. */
export function textOf({ text, card }: Pick<Shown, 'text' | 'card'>): string {
  if (isBlocks(card)) return linesOf(card?.blocks).join('\n');
  return text ?? visible(card).join('\n');
}

function visible(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(visible);
  if (typeof node !== 'object' || node === null) return [];
  const element = node as CardJson;
  if (element.isVisible === false) return [];
  if (element.type === 'TextBlock') return [String(element.text)];
  if (element.type === 'RichTextBlock') {
    const runs = element.inlines as { text?: string }[];
    const line = runs.map((run) => run.text ?? '').join('');
    return [
      line
        .replace(/\u00a0/g, ' ')
        .replace(/ +/g, ' ')
        .trim(),
    ];
  }
  const own = [element.label, element.title, element.value].filter((v): v is string => typeof v === 'string');
  const inner = ['body', 'items', 'columns', 'choices', 'actions', 'inlineAction'].flatMap((k) =>
    visible(element[k]),
  );
  return [...own, ...inner];
}

/** Ids of the fields that a card asks for. */
export const fieldsOf = (card: CardJson | undefined): string[] =>
  isBlocks(card)
    ? fieldsOfBlocks(card)
    : elements(card)
        .filter((e) => String(e.type).startsWith('Input.'))
        .map((e) => String(e.id));

/** Titles of the buttons that a card offers. */
export const buttonsOf = (card: CardJson | undefined): string[] =>
  isBlocks(card)
    ? buttonsOfBlocks(card)
    : elements(card)
        .filter((e) => String(e.type).startsWith('Action.'))
        .map((e) => String(e.title));

/** Text that the platform would read as markup. */
export const markupOf = (card: CardJson | undefined): string[] =>
  isBlocks(card)
    ? markupOfBlocks(card)
    : elements(card)
        .filter((e) => e.type === 'TextBlock')
        .map((e) => String(e.text));

/** What is behind a button, as a client would send it: its verb, and the data with what is typed. */
export function pressOf(
  card: CardJson | undefined,
  verb: string,
  inputs: Record<string, string> = {},
): Forged {
  const data = isBlocks(card) ? carriedBy(card, verb) : elements(card).find((e) => e.verb === verb)?.data;
  return { verb, data: { ...(data as object), ...inputs } };
}

/** A press made by hand; whatever is in it. */
export interface Forged {
  verb?: string;
  data?: unknown;
}

function elements(node: unknown): CardJson[] {
  if (Array.isArray(node)) return node.flatMap(elements);
  if (typeof node !== 'object' || node === null) return [];
  const element = node as CardJson;
  return [
    ...(typeof element.type === 'string' ? [element] : []),
    ...Object.values(element).flatMap(elements),
  ];
}
