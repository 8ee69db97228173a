import { z } from 'zod/v4';
import type { Conversation } from '../../bot/turn.js';
import type { Activity } from './wire.js';

/** What is needed to write into a conversation later. It lies in records, so it is read back as carefully as from a wire. */
const ReferenceShape = z.object({
  serviceUrl: z.string(),
  conversation: z.string().min(1),
  /** The person's id on the channel (`29:…`); absent in a conversation that the bot opened. */
  user: z.string().optional(),
  /** The bot's id on the channel (`28:…`). */
  bot: z.string(),
  tenant: z.string(),
});
export type Reference = z.infer<typeof ReferenceShape>;

export function toConversation(activity: Activity, tenant: string): Conversation {
  const { conversation, from, recipient, serviceUrl } = activity;
  const reference: Reference = {
    serviceUrl,
    conversation: conversation.id,
    user: from.id,
    bot: recipient.id,
    tenant,
  };
  const personal = conversation.conversationType === 'personal';
  return { platform: 'teams', id: conversation.id, personal, reference };
}

/** `undefined`: not a conversation in Teams. */
export function readReference(conversation: Conversation): Reference | undefined {
  if (conversation.platform !== 'teams') return undefined;
  return ReferenceShape.safeParse(conversation.reference).data;
}

/** A channel known by its id alone, in which the app is installed. */
export function channelConversation(
  id: string,
  of: { serviceUrl: string; appId: string; tenantId: string },
): Conversation {
  const reference: Reference = {
    serviceUrl: of.serviceUrl,
    conversation: id,
    bot: `28:${of.appId}`,
    tenant: of.tenantId,
  };
  return { platform: 'teams', id, personal: false, reference };
}
