import { type Messenger, MessengerError } from '../../../bot/ports.js';
import type { Conversation, Person } from '../../../bot/turn.js';
import type { Channel } from '../channel.js';
import type { TeamsOptions } from '../options.js';
import { type Reference, readReference } from '../references.js';
import { firstServiceUrl } from '../service-urls.js';
import { signInCard } from '../sign-in/oauth-card.js';
import { drawn } from './drawing.js';
import { toMessengerError } from './failures.js';
import type { Sending } from './sending.js';

/** Cards in front of people in Teams. */
export function teamsMessenger(
  options: TeamsOptions,
  { channel, sending }: { channel: Channel; sending: Sending },
): Messenger {
  const { clock } = options;
  return {
    platform: 'teams',
    send: async (to, card) => sending.post(to, drawn(card, clock.now())),
    edit: async (to, message, card) => sending.replace(to, message, drawn(card, clock.now())),
    async open(person) {
      try {
        return await openChat(options, { channel, person });
      } catch (error) {
        throw toMessengerError(error, 'open');
      }
    },
    async askSignIn(to, person, card) {
      try {
        const chat = to.personal ? to : await chatBeside(options, { channel, person, to });
        await sending.post(chat, await signInCard(options, { channel, to: chat, card }));
      } catch (error) {
        throw toMessengerError(error, 'send');
      }
    },
  };
}

/**
 * The 1:1 chat with someone known by object id alone; Teams refuses it where the app is not installed for them.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages#create-the-conversation
 */
async function openChat(
  { config }: TeamsOptions,
  { channel, person }: { channel: Channel; person: Person },
): Promise<Conversation> {
  const serviceUrl = firstServiceUrl(config);
  if (serviceUrl === undefined) throw new MessengerError('failed');
  const connector = await channel.connector(serviceUrl);
  const bot = `28:${config.appId}`;
  const parameters = {
    isGroup: false,
    bot: { id: bot, name: '' },
    members: [{ id: person.oid, name: '' }],
    tenantId: person.tenant,
    channelData: { tenant: { id: person.tenant } },
  };
  type Parameter = Parameters<typeof connector.createConversation>[0];
  const { id } = await connector.createConversation(parameters as Parameter);
  if (!id) throw new MessengerError('failed');
  const reference: Reference = { serviceUrl, conversation: id, bot, tenant: person.tenant };
  return { platform: 'teams', id, personal: true, reference };
}

/** Single sign-on works in 1:1 chats alone; the person's id on the channel is the same in all of them. */
async function chatBeside(
  options: TeamsOptions,
  { channel, person, to }: { channel: Channel; person: Person; to: Conversation },
): Promise<Conversation> {
  const chat = await openChat(options, { channel, person });
  const user = readReference(to)?.user;
  return {
    ...chat,
    reference: { ...(chat.reference as Reference), ...(user === undefined ? {} : { user }) },
  };
}
