import { Refusal } from '../../refusal.js';
import type { SeedPerson } from '../../tenant/entities.js';
import { type Answerable, answer } from '../api/response-urls.js';
import type { Ack } from '../delivery.js';
import { eventBody, messageEvent, messagePayload } from '../events.js';
import { commandFields, interactionBody, timestamp, viewPayload } from '../interactions.js';
import { isJson } from '../json.js';
import type { MessageStore } from '../messages.js';
import { SlackError } from '../refusal.js';
import { BOT, CHANNELS, directMessageOf, type Place, slackUserOf } from '../workspace.js';
import { acting, asPayload, type ClientNeeds, inForm, type Outcome } from './needs.js';

export interface Said {
  text: string;
  conversation?: string | undefined;
  via: 'message' | 'command' | 'mention';
  /** How often Slack delivers the same, at once. */
  deliveries: number;
}

export function says(needs: ClientNeeds, person: SeedPerson, said: Said): Promise<Outcome> {
  const otherwise = said.via === 'mention' ? CHANNELS.general : directMessageOf(person);
  const place = needs.workspace.place(said.conversation ?? otherwise);
  if (!place?.people.includes(person))
    throw new Refusal(404, 'ConversationNotFound', `${person.name} is not in ${said.conversation}.`);
  const act = said.via === 'command' ? commands : writes;
  return acting(needs, person, () => act(needs, person, { ...said, place }));
}

/** Opens the bot's home page. */
export function opensHome(
  needs: ClientNeeds,
  person: SeedPerson,
  tab: 'home' | 'messages',
): Promise<Outcome> {
  const view = needs.views.home(person.id);
  const event = eventBody({
    type: 'app_home_opened',
    user: slackUserOf(person),
    channel: directMessageOf(person),
    tab,
    ...(view ? { view: viewPayload(view) } : {}),
  });
  return acting(needs, person, () => needs.delivery.event(event));
}

/** Uses a shortcut: the global one, or the one on a message. */
export function takesShortcut(needs: ClientNeeds, person: SeedPerson, message?: string): Promise<Outcome> {
  const { triggers, delivery } = needs;
  const trigger_id = triggers.issue({ person: person.id, inModal: false });
  const about = message === undefined ? {} : onMessage(needs, person, message);
  const [type, callback_id] =
    message === undefined
      ? ['shortcut', 'pim.shortcut.activate']
      : ['message_action', 'pim.shortcut.message'];
  const more = { callback_id, trigger_id, action_ts: timestamp(), ...about };
  return acting(needs, person, async () => {
    const ack = await delivery.once(asPayload(interactionBody(type, person, more)));
    if (!ack) {
      const channel = message?.split('/')[0] ?? directMessageOf(person);
      failed(needs, person, { channel, what: 'The shortcut' });
    }
    return ack;
  });
}

function onMessage({ messages, urls, workspace }: ClientNeeds, person: SeedPerson, id: string) {
  const message = messages.seen(person, id);
  const place = message && workspace.place(message.channel);
  if (!message || !place || message.to !== undefined)
    throw new Refusal(404, 'MessageNotFound', `${person.name} sees no message ${id} with a menu.`);
  return {
    channel: { id: place.id, name: place.name },
    message: messagePayload(message),
    message_ts: message.ts,
    response_url: urls.issue({ channel: place.id, person: person.id, message }),
  };
}

/** The bot hears what is written to it: all in a direct message, and mentions in channels it is in. */
async function writes(
  { messages, delivery }: ClientNeeds,
  person: SeedPerson,
  { text, via, place, deliveries }: Said & { place: Place },
): Promise<Ack | undefined> {
  const words = via === 'mention' ? `<@${BOT.user}> ${escaped(text)}` : escaped(text);
  const message = messages.add({ channel: place.id, from: person.id, text: words });
  if (!place.direct && (via !== 'mention' || !place.bot)) return undefined;
  const event = eventBody(messageEvent(message, place, place.direct ? 'message' : 'app_mention'));
  const acks = await Promise.all(Array.from({ length: deliveries }, () => delivery.event(event)));
  return acks.find((ack) => ack.turn) ?? acks[0];
}

/** A command is seen by nobody else, and not kept; what the bot answers at once is shown. */
async function commands(
  needs: ClientNeeds,
  person: SeedPerson,
  { text, place, deliveries }: Said & { place: Place },
): Promise<Ack | undefined> {
  const { delivery, triggers, urls, messages } = needs;
  const trigger = triggers.issue({ person: person.id, inModal: false });
  const answerable = { channel: place.id, person: person.id };
  const fields = commandFields(person, {
    text: escaped(text),
    place,
    trigger,
    responseUrl: urls.issue(answerable),
  });
  const acks = await Promise.all(Array.from({ length: deliveries }, () => delivery.once(inForm(fields))));
  const taken = acks.filter((ack) => ack !== undefined);
  const ack = taken.find(({ turn }) => turn) ?? taken[0];
  if (!ack) failed(needs, person, { channel: place.id, what: '/pim' });
  const said = taken.find(({ body }) => body)?.body;
  if (said !== undefined && !shows(messages, answerable, said))
    failed(needs, person, { channel: place.id, what: '/pim', why: 'invalid_command_response' });
  return ack;
}

/** False when what the bot answered cannot be shown. */
function shows(messages: MessageStore, answerable: Answerable, said: unknown): boolean {
  try {
    answer(messages, answerable, isJson(said) ? said : { text: String(said) });
    return true;
  } catch (error) {
    if (error instanceof SlackError) return false;
    throw error;
  }
}

function failed(
  { messages }: ClientNeeds,
  person: SeedPerson,
  { channel, what, why = 'dispatch_failed' }: { channel: string; what: string; why?: string },
): void {
  const text = `${what} failed with the error "${why}"`;
  messages.add({ channel, from: 'slack', to: person.id, text });
}

/** https://docs.slack.dev/messaging/formatting-message-text#escaping */
const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
