import { phrasesFor } from '../../bot/phrases/phrases.js';
import type { Frame } from '../../bot/views/views.js';
import type { Button, Line, Sheet } from '../data/sheet.js';
import type { Block, ButtonElement, ContextBlock, SectionBlock } from './block.js';
import { actions, boxButton, button, linkButton } from './buttons.js';
import { plain } from './cut.js';
import { fields, suggesting, textField } from './fields.js';
import { fitted, type Surface } from './fit.js';
import { limits } from './limits.js';
import { flat } from './rich.js';
import { rowsOf } from './rows.js';
import { said } from './said.js';

export interface Drawing {
  frame: Frame;
  surface: Surface;
  signInUrl?: string | undefined;
  /** Drawn elsewhere: as the button that sends a modal. */
  sends?: Button | undefined;
}

/** A sheet on any surface: whose turn it is, what and where, what is asked, what can be done, and from when it is. */
export function sheetBlocks(sheet: Sheet, drawing: Drawing): Block[] {
  const { strip, form = {}, groups = [], note, foot } = sheet;
  const { frame, surface } = drawing;
  const { notShown } = phrasesFor(frame.locale).labels;
  return fitted(
    {
      top: [...head(strip.title, strip.line), ...said(sheet, frame.locale), ...fields(form)],
      lists: rowsOf(groups, frame),
      bottom: [
        ...search(sheet.find, drawing),
        ...(note ? [sentence(note)] : []),
        ...actions(buttonsOf(sheet, drawing)),
        ...(foot ? [small(foot)] : []),
      ],
      missing: (rows) => small(notShown(rows)),
    },
    surface,
  );
}

export function head(title: string, line: Line = []): Block[] {
  const state = flat(line);
  return [{ type: 'header', text: plain(title, limits.header) }, ...(state ? [small(state)] : [])];
}

export const sentence = (words: string): SectionBlock => ({
  type: 'section',
  text: plain(words, limits.section),
});

const small = (words: string): ContextBlock => ({
  type: 'context',
  elements: [plain(words, limits.context)],
});

function search(find: Sheet['find'], { frame, sends }: Drawing): Block[] {
  if (!find) return [];
  if (find.suggest) return [suggesting(find, frame)];
  const press = find.button === sends ? [] : [button(find.button, frame)];
  return [textField(find.field), ...actions(press)];
}

function buttonsOf(
  { buttons = [], link, box }: Sheet,
  { frame, signInUrl, sends }: Drawing,
): ButtonElement[] {
  return [
    ...linkButton(link, signInUrl),
    ...buttons.filter((one) => one !== sends).map((one) => button(one, frame)),
    ...(box ? [boxButton(box, frame)] : []),
  ];
}
