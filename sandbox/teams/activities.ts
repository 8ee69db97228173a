import type { Clock } from '../clock.js';
import { BOT_APP_ID, TENANT_ID } from '../seed.js';
import { CHANNEL_ID, type Member, personalChatOf, userIdOf } from './roster.js';

export type Activity = Record<string, unknown> & { id: string; type: string };

/** Builds what Teams would post for a person: ids, locale, zone and tenant where Teams puts them. */
export interface Activities {
  /** Unique, growing, and a number in a string, as in Teams. */
  nextId(): string;
  message(from: Member, said: { text: string; conversation: string; mention: boolean }): Activity;
  invoke(
    from: Member,
    asked: { name: string; value: unknown; conversation: string; replyTo?: string },
  ): Activity;
  /** What arrives when a person gets the app: the installation, then the members of the new chat. */
  install(person: Member): Activity[];
}

const BOT = { id: `28:${BOT_APP_ID}`, name: 'pim-bot' };

export function createActivities({ clock, serviceUrl }: { clock: Clock; serviceUrl: string }): Activities {
  // Real time, not the tenant's: a bot that kept its records must never meet an old id after a restart.
  let last = 0;
  const nextId = () => {
    last = Math.max(last + 1, Date.now());
    return String(last);
  };
  const base = (from: Member, conversation: string) => ({
    id: nextId(),
    channelId: 'msteams',
    serviceUrl,
    timestamp: new Date(clock.now()).toISOString(),
    localTimezone: from.zone,
    locale: from.locale,
    from: { id: userIdOf(from), name: from.name, aadObjectId: from.oid },
    recipient: BOT,
    conversation: conversationOf(conversation),
    channelData: channelDataOf(conversation),
  });
  return {
    nextId,
    message: (from, { text, conversation, mention }) => ({
      ...base(from, conversation),
      type: 'message',
      textFormat: 'plain',
      text: mention ? `<at>${BOT.name}</at> ${text}` : text,
      attachments: [
        { contentType: 'text/html', content: mention ? mentionHtml(text) : `<p>${escaped(text)}</p>` },
      ],
      entities: [
        ...(mention ? [{ type: 'mention', mentioned: BOT, text: `<at>${BOT.name}</at>` }] : []),
        clientInfo(from),
      ],
    }),
    invoke: (from, { name, value, conversation, replyTo }) => ({
      ...base(from, conversation),
      type: 'invoke',
      name,
      value,
      entities: [clientInfo(from)],
      ...(replyTo === undefined ? {} : { replyToId: replyTo }),
    }),
    install: (person) => {
      const conversation = personalChatOf(person);
      return [
        { ...base(person, conversation), type: 'installationUpdate', action: 'add' },
        {
          ...base(person, conversation),
          type: 'conversationUpdate',
          membersAdded: [{ id: userIdOf(person), aadObjectId: person.oid }, { id: BOT.id }],
        },
      ];
    },
  };
}

function conversationOf(id: string) {
  return id === CHANNEL_ID
    ? { id, conversationType: 'channel', isGroup: true, tenantId: TENANT_ID }
    : { id, conversationType: 'personal', tenantId: TENANT_ID };
}

function channelDataOf(id: string) {
  const tenant = { id: TENANT_ID };
  return id === CHANNEL_ID
    ? { tenant, team: { id: CHANNEL_ID, name: 'Contoso' }, channel: { id: CHANNEL_ID } }
    : { tenant };
}

/** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-messages */
function clientInfo(person: Member) {
  const country = person.locale.split('-')[1];
  return {
    type: 'clientInfo',
    platform: 'Web',
    locale: person.locale,
    timezone: person.zone,
    ...(country ? { country } : {}),
  };
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const mentionHtml = (text: string) =>
  `<p><span itemscope itemtype="http://schema.skype.com/Mention" itemid="0">${BOT.name}</span> ${escaped(text)}</p>`;
