import type { SeedPerson } from '../../tenant/entities.js';
import type { ResponseUrls } from '../api/response-urls.js';
import type { Ack, Delivery, Posted } from '../delivery.js';
import type { Json } from '../json.js';
import type { Message, MessageStore } from '../messages.js';
import type { Triggers } from '../triggers.js';
import type { SeenView, Views } from '../views.js';
import type { Workspace } from '../workspace.js';

/** What the Slack clients of all people work with. */
export interface ClientNeeds {
  workspace: Workspace;
  messages: MessageStore;
  views: Views;
  triggers: Triggers;
  urls: ResponseUrls;
  delivery: Delivery;
}

/** What came of an act of a person: messages that are new or changed by it, and what is open now. */
export interface Outcome {
  turn: string | undefined;
  messages: Message[];
  views: SeenView[];
  /** What the bot answered the delivery with, if anything. */
  response?: unknown;
}

/** Does something for a person, waits until the bot is done with it, and tells what came of it. */
export async function acting(
  { messages, views, delivery }: ClientNeeds,
  person: SeedPerson,
  act: () => Promise<Ack | undefined>,
): Promise<Outcome> {
  const mark = messages.mark();
  const ack = await act();
  if (ack?.turn !== undefined) await delivery.settled(ack.turn);
  return {
    turn: ack?.turn,
    messages: messages.since(mark, person),
    views: views.seenBy(person),
    ...(ack?.body === undefined ? {} : { response: ack.body }),
  };
}

export const inForm = (fields: Record<string, string>): Posted => ({
  body: new URLSearchParams(fields).toString(),
  type: 'application/x-www-form-urlencoded',
});

export const asPayload = (body: Json): Posted => inForm({ payload: JSON.stringify(body) });

/** What Slack's client says when an app did not answer in time. */
export const TROUBLE = 'We had some trouble connecting. Try again?';
