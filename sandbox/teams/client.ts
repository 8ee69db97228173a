import { Refusal } from '../refusal.js';
import type { Activities, Activity } from './activities.js';
import { datasetOf, press } from './cards.js';
import type { Ack, Delivery } from './delivery.js';
import type { Message, MessageStore } from './messages.js';
import { CHANNEL_ID, type Member, personalChatOf, type Roster } from './roster.js';
import type { SignIn } from './sign-in.js';

/** What came of an act of a person: the bot's messages to them that are new or changed by it. */
interface Outcome {
  turn: string | undefined;
  messages: Message[];
}

interface Said {
  text: string;
  conversation?: string | undefined;
  via: 'message' | 'command' | 'mention';
  /** How often Teams delivers the same message, at once. */
  deliveries: number;
}

interface Click {
  action: string;
  inputs: Record<string, string>;
}

/** The Teams clients of all people. Each call ends when the bot has done its work. */
export interface Client {
  says(person: Member, said: Said): Promise<Outcome>;
  clicks(person: Member, message: string, click: Click): Promise<Outcome & { response: unknown }>;
  /** Typeahead in a field of a card; answers what the bot offers. */
  searches(person: Member, message: string, asked: { input: string; query: string }): Promise<unknown>;
  /** Posts a hand-made body once, signed or not. */
  raw(made: { body: unknown; headers: Record<string, string>; sign: boolean }): Promise<Ack>;
}

interface ClientNeeds {
  roster: Roster;
  messages: MessageStore;
  activities: Activities;
  delivery: Delivery;
  signIn: SignIn;
  /** The Authorization header of the channel. */
  sign(): Promise<string>;
  send(activity: Activity): Promise<Ack>;
}

export function createClient(needs: ClientNeeds): Client {
  return {
    says: (person, said) => says(needs, person, said),
    async clicks(person, id, { action, inputs }) {
      const { card, conversation } = seen(needs, person, id);
      const { id: actionId, verb, data, inputs: filled } = press(card, action, inputs);
      const pressed = { type: 'Action.Execute', id: actionId, verb, data: { ...data, ...filled } };
      const value = { action: pressed, trigger: 'manual' };
      const asked = { name: 'adaptiveCard/action', value, conversation, replyTo: id };
      const mark = needs.messages.mark();
      const ack = await taken(needs.send(needs.activities.invoke(person, asked)));
      show(needs, person, { id, conversation, answer: ack.body });
      return { ...(await outcome(needs, person, { turn: ack.turn, mark })), response: ack.body };
    },
    async searches(person, id, { input, query }) {
      const { card, conversation } = seen(needs, person, id);
      const queryOptions = { skip: 0, top: 15 };
      const value = { kind: 'search', queryText: query, queryOptions, dataset: datasetOf(card, input) };
      const asked = { name: 'application/search', value, conversation, replyTo: id };
      return (await taken(needs.send(needs.activities.invoke(person, asked)))).body;
    },
    async raw({ body, headers, sign }) {
      const signed = sign ? { authorization: await needs.sign() } : {};
      const ack = await needs.delivery.once(body, { ...signed, ...headers });
      if (ack.turn !== undefined && ack.status < 400) await needs.delivery.settled(ack.turn, () => false);
      return ack;
    },
  };
}

async function says(needs: ClientNeeds, person: Member, said: Said): Promise<Outcome> {
  const { roster, messages, activities, send } = needs;
  const { text, via, deliveries } = said;
  await open(needs, person);
  const conversation = said.conversation ?? (via === 'mention' ? CHANNEL_ID : personalChatOf(person));
  if (!roster.audience(conversation).includes(person))
    throw new Refusal(404, 'ConversationNotFound', `${person.name} is not in ${conversation}.`);
  const mark = messages.mark();
  const activity = activities.message(person, { text, conversation, mention: via === 'mention' });
  messages.add({ id: activity.id, conversation, from: person.id, body: { text } });
  const acks = await Promise.all(Array.from({ length: deliveries }, () => taken(send(activity))));
  return outcome(needs, person, { turn: acks.find((ack) => ack.turn)?.turn, mark });
}

/** Who writes to an app for the first time gets it, and the bot is told first. */
async function open({ roster, activities, send }: ClientNeeds, person: Member): Promise<void> {
  if (roster.installed(person)) return;
  roster.install(person);
  for (const activity of activities.install(person)) await send(activity);
}

async function outcome(
  { delivery, messages, signIn }: ClientNeeds,
  person: Member,
  { turn, mark }: { turn: string | undefined; mark: number },
): Promise<Outcome> {
  if (turn !== undefined) await delivery.settled(turn, () => signIn.shownSince(person, mark));
  return { turn, messages: messages.since(mark, person) };
}

function seen(
  { messages }: ClientNeeds,
  person: Member,
  id: string,
): { card: unknown; conversation: string } {
  const all = messages.seenBy(person);
  const message = all.find((candidate) => candidate.id === id);
  if (message?.card !== undefined) return { conversation: message.conversation, card: message.card };
  const cards = all.filter((candidate) => candidate.card !== undefined).map((candidate) => candidate.id);
  const words = message ? `Message ${id} has no card.` : `${person.name} sees no message ${id}.`;
  throw new Refusal(404, 'MessageNotFound', `${words} Cards: ${cards.join(', ') || 'none'}.`);
}

/**
 * Shows what the bot answered to a press.
 * https://learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model#response-format
 */
function show(
  { messages, activities }: ClientNeeds,
  person: Member,
  { id, conversation, answer }: { id: string; conversation: string; answer: unknown },
): void {
  const { type, value } = (answer ?? {}) as { type?: unknown; value?: unknown };
  const say = (text: string) =>
    messages.add({ id: activities.nextId(), conversation, from: 'bot', body: { text } });
  if (type === 'application/vnd.microsoft.card.adaptive') messages.overlay(id, person, value);
  else if (type === 'application/vnd.microsoft.activity.message') say(String(value));
  else if (type === 'application/vnd.microsoft.error')
    say(String((value as { message?: unknown } | undefined)?.message ?? 'Something went wrong.'));
}

async function taken(delivered: Promise<Ack>): Promise<Ack> {
  const ack = await delivered;
  if (ack.status < 400) return ack;
  throw new Refusal(502, 'BotRefused', `The bot answered ${ack.status}: ${JSON.stringify(ack.body ?? '')}`);
}
