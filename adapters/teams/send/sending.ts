import { MessengerError } from '../../../bot/ports.js';
import type { Conversation } from '../../../bot/turn.js';
import type { Channel, Connector } from '../channel.js';
import { type Reference, readReference } from '../references.js';
import type { Drawn } from './drawing.js';
import { toMessengerError } from './failures.js';

/** What the connector takes as an activity; the card of a sign-in is none of our drawings. */
type Outgoing = Pick<Drawn, 'type'> & Partial<Drawn>;

/** Writes into a conversation. Both methods throw MessengerError and nothing else. */
export interface Sending {
  /** Answers with the id of the new message. */
  post(to: Conversation, message: Outgoing): Promise<string>;
  replace(to: Conversation, id: string, message: Outgoing): Promise<void>;
}

type Activity = Parameters<Connector['sendToConversation']>[1];

export function sending(channel: Channel): Sending {
  return {
    async post(to, message) {
      const reference = referenceOf(to);
      try {
        const connector = await channel.connector(reference.serviceUrl);
        const { id } = await connector.sendToConversation(
          reference.conversation,
          addressed(message, reference),
        );
        return id;
      } catch (error) {
        throw toMessengerError(error, 'send');
      }
    },
    async replace(to, id, message) {
      const reference = referenceOf(to);
      try {
        const connector = await channel.connector(reference.serviceUrl);
        const activity = { ...addressed(message, reference), id };
        await connector.updateActivity(reference.conversation, id, activity);
      } catch (error) {
        throw toMessengerError(error, 'edit');
      }
    },
  };
}

function referenceOf(to: Conversation): Reference {
  const reference = readReference(to);
  if (!reference) throw new MessengerError('unreachable');
  return reference;
}

function addressed(message: Outgoing, { serviceUrl, conversation, user, bot }: Reference): Activity {
  const activity = {
    ...message,
    channelId: 'msteams',
    serviceUrl,
    from: { id: bot, name: '' },
    conversation: { id: conversation },
    ...(user === undefined ? {} : { recipient: { id: user, name: '' } }),
  };
  return activity as unknown as Activity;
}
