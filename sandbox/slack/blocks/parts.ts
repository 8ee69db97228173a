import { type Check, kinds, list, oneOf, shape, text } from './schema.js';

/** https://docs.slack.dev/reference/block-kit/composition-objects */

export const flag = oneOf(true, false);

export const plain = (most: number): Check =>
  shape({ type: oneOf('plain_text'), text: text(most) }, { emoji: flag });

const markdown = (most: number): Check =>
  shape({ type: oneOf('mrkdwn'), text: text(most) }, { verbatim: flag });

export const words = (most: number): Check => kinds({ plain_text: plain(most), mrkdwn: markdown(most) });

/** Radio buttons and checkboxes take markup in their options; menus do not. */
export const option = (label: (most: number) => Check): Check =>
  shape({ text: label(75), value: text(150) }, { description: label(75) });

export const optionGroups: Check = list(shape({ label: plain(75), options: list(option(plain), 100) }), 100);

export const confirm: Check = shape(
  { title: plain(100), text: words(300), confirm: plain(30), deny: plain(30) },
  { style: oneOf('primary', 'danger') },
);

/** When an input inside an input block tells the bot at once. */
export const dispatch: Check = shape({
  trigger_actions_on: list(oneOf('on_enter_pressed', 'on_character_entered'), 2),
});
