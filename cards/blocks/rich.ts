import type { Line, Run } from '../data/sheet.js';
import type { RichTextBlock, RichTextPart, RichTextSection, TextElement } from './block.js';
import { cut, wellFormed } from './cut.js';
import { limits } from './limits.js';

/** A line break in a name must not look like a line of ours. */
const BREAKS = /[\n\r\t\v\f\u0085\u2028\u2029]+/g;

const onOneLine = (text: string): string => text.replace(BREAKS, ' ');

/** A line without looks, for where Slack has none. */
export const flat = (line: Line): string =>
  line
    .map(({ text, chip }) => (chip ? `${text.trim()},` : text))
    .join('')
    .replace(/\s+/g, ' ')
    .trim();

/** Stretches that look the same become one element. */
function elementsOf(line: Line, textOf: (text: string) => string): TextElement[] {
  const elements: TextElement[] = [];
  for (const run of line) {
    const text = wellFormed(textOf(run.chip ? run.text.trim() : run.text));
    const style = styleOf(run);
    const last = elements.at(-1);
    if (last && last.style?.bold === style?.bold && last.style?.code === style?.code) last.text += text;
    else if (text) elements.push({ type: 'text', text, ...(style ? { style } : {}) });
  }
  return elements;
}

function styleOf({ bold, chip, mono }: Run): TextElement['style'] {
  if (!bold && !chip && !mono) return undefined;
  return { ...(bold || chip ? { bold: true } : {}), ...(mono ? { code: true } : {}) };
}

/** Lines below each other. */
export function section(...lines: Line[]): RichTextSection {
  const broken = lines.flatMap(
    (line, index): Line => [
      ...(index === 0 ? [] : [{ text: '\n' }]),
      ...line.map((run) => ({ ...run, text: onOneLine(run.text) })),
    ],
  );
  return { type: 'rich_text_section', elements: elementsOf(broken, (text) => text) };
}

/** Text as it was typed, breaks and all: the bar beside it holds them together. */
export const quote = (line: Line): RichTextPart => ({
  type: 'rich_text_quote',
  elements: elementsOf(line, (text) => text.replace(/\r\n?/g, '\n')),
});

export const bullets = (lines: Line[]): RichTextPart => ({
  type: 'rich_text_list',
  style: 'bullet',
  elements: lines.map((line) => section(line)),
});

/** Nothing where there is nothing to read. */
export function richText(...parts: RichTextPart[]): RichTextBlock[] {
  const block = shortened({ type: 'rich_text', elements: parts }, limits.richText);
  return block.elements.length ? [block] : [];
}

/** The block with at most `most` units of text in all: its end is left out. */
export function shortened({ elements }: RichTextBlock, most: number): RichTextBlock {
  const room = { left: most };
  return { type: 'rich_text', elements: elements.flatMap((part) => partWithin(part, room)) };
}

function partWithin(part: RichTextPart, room: { left: number }): RichTextPart[] {
  if (part.type === 'rich_text_list') {
    const items = part.elements.map(
      ({ elements }): RichTextSection => ({
        type: 'rich_text_section',
        elements: within(elements, room),
      }),
    );
    const full = items.filter(({ elements }) => elements.length > 0);
    return full.length ? [{ ...part, elements: full }] : [];
  }
  const kept = within(part.elements, room);
  return kept.length ? [{ ...part, elements: kept }] : [];
}

function within(elements: TextElement[], room: { left: number }): TextElement[] {
  return elements.flatMap((element) => {
    if (room.left < 1) return [];
    const text = cut(element.text, room.left);
    room.left -= text.length;
    return [{ ...element, text }];
  });
}
