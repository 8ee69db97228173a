import { BOT_APP_ID, TENANT_ID } from '../../sandbox/seed.js';
import { type Member, personalChatOf, userIdOf } from '../../sandbox/teams/roster.js';

let made = 0;

/** A press as the channel would post it for a person, with a payload that no client made. */
export function forgedPress(
  person: Member,
  { value, serviceUrl }: { value: unknown; serviceUrl: string },
): Record<string, unknown> {
  made += 1;
  return {
    type: 'invoke',
    name: 'adaptiveCard/action',
    id: `forged-${made}-${Date.now()}`,
    channelId: 'msteams',
    serviceUrl,
    from: { id: userIdOf(person), name: person.name, aadObjectId: person.oid },
    recipient: { id: `28:${BOT_APP_ID}`, name: 'pim-bot' },
    conversation: { id: personalChatOf(person), conversationType: 'personal', tenantId: TENANT_ID },
    channelData: { tenant: { id: TENANT_ID } },
    locale: person.locale,
    value,
  };
}
