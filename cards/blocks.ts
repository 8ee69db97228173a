import { phrasesFor } from '../bot/phrases/phrases.js';
import type { Frame, View } from '../bot/views/views.js';
import type { Block, HomeView, ModalView, Option } from './blocks/block.js';
import { carried } from './blocks/buttons.js';
import { plain } from './blocks/cut.js';
import { limits } from './blocks/limits.js';
import { type Choice, optionsOf } from './blocks/options.js';
import { richText, section } from './blocks/rich.js';
import { factsBlock } from './blocks/said.js';
import { type Drawing, head, sentence, sheetBlocks } from './blocks/sheet-blocks.js';
import type { Button, Sheet } from './data/sheet.js';
import { sheetOf } from './data/sheets.js';
import { isPlain } from './text.js';

export type { Block, HomeView, ModalView, Option } from './blocks/block.js';

/** The product's name, in every window's bar. */
const TITLE = 'PIM';
/** What Slack calls a sent window by. */
const CALLBACK = 'pim';

/** A view as a message. `text` is for notifications: our words only, no names; of a plain view, all there is. */
export function drawMessage(
  view: View,
  frame: Frame,
  { signInUrl }: { signInUrl?: string | undefined } = {},
): { text: string; blocks: Block[] } {
  const sheet = sheetOf(view, frame, signInUrl !== undefined);
  if (isPlain(view)) return { text: sheet.strip.title, blocks: [] };
  return { text: sheet.summary, blocks: sheetBlocks(sheet, { frame, surface: 'message', signInUrl }) };
}

/**
 * A view as a window. Its main answering button, or else its search, becomes the one that sends it: `private_metadata`
 * names the verb. Slack wants such a button wherever there is a field, so one without a verb only closes. `notice`: a
 * sentence above all else.
 */
export function drawModal(
  view: View,
  frame: Frame,
  { externalId, notice }: { externalId: string; notice?: string },
): ModalView {
  const sheet = sheetOf(view, frame);
  const sends = sendingButton(sheet);
  const drawn = viewBlocks(view, sheet, { frame, surface: 'view', sends });
  const blocks = notice === undefined ? drawn : [sentence(notice), ...drawn];
  const asks = blocks.some(({ type }) => type === 'input');
  const submit = sends?.title ?? (asks ? phrasesFor(frame.locale).buttons.done : undefined);
  return {
    ...windowOf(blocks, frame.locale),
    external_id: externalId,
    private_metadata: carried(frame, sends && actionOf(sends)),
    ...(submit ? { submit: plain(submit, limits.modalButton) } : {}),
  };
}

const viewBlocks = (view: View, sheet: Sheet, drawing: Drawing): Block[] =>
  isPlain(view) ? [sentence(sheet.strip.title)] : sheetBlocks(sheet, drawing);

function sendingButton({ buttons = [], find }: Sheet): Button | undefined {
  const main = buttons.find(({ answers, main }) => answers && main);
  return main ?? (find && !find.suggest ? find.button : undefined);
}

const actionOf = ({ verb, item }: Button): { action: string; item?: string } => ({
  action: verb,
  ...(item === undefined ? {} : { item }),
});

/** A view as a person's home tab. */
export function drawHome(view: View, frame: Frame, { signInUrl }: { signInUrl?: string } = {}): HomeView {
  const sheet = sheetOf(view, frame, signInUrl !== undefined);
  const blocks = viewBlocks(view, sheet, { frame, surface: 'view', signInUrl });
  return { type: 'home', private_metadata: carried(frame), blocks };
}

/** The hidden part of a view, as the window that its button opens. */
export function drawBox(view: View, frame: Frame): ModalView | undefined {
  const { box } = sheetOf(view, frame);
  if (!box) return undefined;
  const lead = box.lead ? richText(section(box.lead)) : [];
  const blocks = [...head(box.button.title), ...lead, ...factsBlock(box.facts, frame.locale)];
  return { ...windowOf(blocks, frame.locale), private_metadata: carried(frame) };
}

/** A sentence as a window: that something is on its way, or where the answer is. */
export function wordsModal(
  words: string,
  { locale, externalId }: { locale: string; externalId?: string | undefined },
): ModalView {
  return {
    ...windowOf([sentence(words)], locale),
    ...(externalId === undefined ? {} : { external_id: externalId }),
  };
}

const windowOf = (blocks: Block[], locale: string): ModalView => ({
  type: 'modal',
  callback_id: CALLBACK,
  title: plain(TITLE, limits.modalTitle),
  close: plain(phrasesFor(locale).buttons.close, limits.modalButton),
  blocks,
});

/** The answer to what someone types into a list. */
export const blocksOptions = (choices: Choice[], locale: string): { options: Option[] } => ({
  options: optionsOf(choices, locale),
});
