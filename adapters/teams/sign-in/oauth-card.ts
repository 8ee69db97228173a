import { phrasesFor } from '../../../bot/phrases/phrases.js';
import type { Card } from '../../../bot/ports.js';
import type { Conversation } from '../../../bot/turn.js';
import type { Channel, UserTokens } from '../channel.js';
import type { TeamsOptions } from '../options.js';
import { readReference } from '../references.js';
import { wordsOf } from '../send/drawing.js';

const OAUTH_CARD = 'application/vnd.microsoft.card.oauth';

/**
 * The card with which each Teams client of a person signs in silently, or shows a button where that fails.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/authentication/bot-sso-code
 */
export async function signInCard(
  { config, clock }: TeamsOptions,
  { channel, to, card }: { channel: Channel; to: Conversation; card: Card },
) {
  const reference = readReference(to);
  if (reference?.user === undefined) throw new Error('The person has not written in this conversation.');
  const tokens = await channel.userTokens();
  // The token service keeps where to answer; it reads the person as the sender.
  const state = {
    type: 'message',
    channelId: 'msteams',
    serviceUrl: reference.serviceUrl,
    conversation: { id: reference.conversation, tenantId: reference.tenant },
    from: { id: reference.user },
    recipient: { id: reference.bot },
  } as unknown as Parameters<UserTokens['getSignInResource']>[1];
  const resource = await tokens.getSignInResource(config.oauthConnection, state, '');
  const title = phrasesFor(card.locale).buttons.signIn;
  const content = {
    text: wordsOf(card.view, card, clock.now()),
    connectionName: config.oauthConnection,
    tokenExchangeResource: resource.tokenExchangeResource,
    tokenPostResource: (resource as { tokenPostResource?: unknown }).tokenPostResource,
    buttons: [{ type: 'signin', title, value: resource.signInLink }],
  };
  return { type: 'message' as const, attachments: [{ contentType: OAUTH_CARD, content }] };
}
