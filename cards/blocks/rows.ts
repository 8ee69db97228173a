import type { Frame } from '../../bot/views/views.js';
import type { Group, Row } from '../data/sheet.js';
import type { Block, RichTextBlock, SectionBlock } from './block.js';
import { button } from './buttons.js';
import { plain } from './cut.js';
import { limits } from './limits.js';
import { flat, richText, section } from './rich.js';

/** One block for each row, so that some can be left out where all do not fit. */
export interface Rows {
  title: Block[];
  rows: Block[];
}

export const rowsOf = (groups: Group[], frame: Frame): Rows[] =>
  groups.map(({ title, rows }) => {
    const pressed = rows.some((row) => row.button);
    return {
      title: title ? richText(section([{ text: title, bold: true }])) : [],
      rows: rows.flatMap((row): Block[] => (pressed ? [rowWithButton(row, frame)] : rowAlone(row))),
    };
  });

/** Beside its row a button stands only in a section, whose text knows no bold but markup. */
function rowWithButton({ first, second, third = [], word, button: press }: Row, frame: Frame): SectionBlock {
  const lines = [flat(first), flat(second), flat(third), word ?? ''].filter((line) => line !== '');
  return {
    type: 'section',
    text: plain(lines.join('\n'), limits.section),
    ...(press ? { accessory: button(press, frame) } : {}),
  };
}

function rowAlone({ first, second, third = [], word }: Row): RichTextBlock[] {
  const state = word ? [{ text: word, bold: true }] : [];
  return richText(section(...[first, second, third, state].filter((line) => line.length > 0)));
}
