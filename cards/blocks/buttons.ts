import type { Frame } from '../../bot/views/views.js';
import type { Button, Sheet } from '../data/sheet.js';
import type { ActionsBlock, ButtonElement } from './block.js';
import { cutInside, plain } from './cut.js';
import { limits } from './limits.js';

/** What a press, or a view, carries: the card's id, its version and the row. Never facts. */
export const carried = ({ card, version }: Frame, more: { action?: string; item?: string } = {}): string =>
  JSON.stringify({ id: card, v: version, ...more });

export function button({ id, title, tooltip, main, item }: Button, frame: Frame): ButtonElement {
  return {
    type: 'button',
    action_id: id,
    text: plain(title, limits.buttonText),
    value: carried(frame, item === undefined ? {} : { item }),
    ...(main ? { style: 'primary' } : {}),
    ...(tooltip ? { accessibility_label: plain(tooltip, limits.accessibilityLabel, cutInside).text } : {}),
  };
}

/** A link has no press; an address that Slack would refuse is left out, for half of it leads nowhere. */
export function linkButton(link: Sheet['link'], signInUrl: string | undefined): ButtonElement[] {
  const url = link?.url ?? signInUrl;
  if (!link || !url || url.length > limits.buttonUrl) return [];
  const text = plain(link.title, limits.buttonText);
  return [{ type: 'button', action_id: 'signin.open', text, url, style: 'primary' }];
}

/** The part of a card that opens as a window of its own. */
export const boxButton = (
  { button: { id, title } }: NonNullable<Sheet['box']>,
  frame: Frame,
): ButtonElement => button({ id, verb: id, title }, frame);

export const actions = (elements: ButtonElement[]): ActionsBlock[] =>
  elements.length ? [{ type: 'actions', elements: elements.slice(0, limits.actions) }] : [];
