import { BOT_APP_ID, TENANT_ID } from '../../sandbox/seed.js';
import { slackUserOf, TEAM } from '../../sandbox/slack/workspace.js';
import { type Member, personalChatOf, userIdOf } from '../../sandbox/teams/roster.js';
import type { Forged } from './card.js';

let made = 0;

/** A press as Slack would post it for a person, with a payload that no client made. */
export function forgedInSlack(person: Member, { verb, data }: Forged): string {
  made += 1;
  const { id, v, item, ...typed } = (data ?? {}) as Record<string, unknown>;
  const isObject = typeof data === 'object' && data !== null && !Array.isArray(data);
  const values = Object.entries(typed).map(([name, value]) => [name, { [name]: { type: 'x', value } }]);
  const action = { action_id: verb, block_id: 'b', value: JSON.stringify(isObject ? { id, v, item } : data) };
  const payload = {
    type: 'block_actions',
    user: { id: slackUserOf(person), team_id: TEAM.id },
    team: { id: TEAM.id },
    trigger_id: `forged.${made}.${Date.now()}`,
    actions: [verb === undefined ? {} : action],
    state: { values: Object.fromEntries(isObject ? values : []) },
  };
  return `payload=${encodeURIComponent(JSON.stringify(payload))}`;
}

/** The same in Teams. */
export function forgedInTeams(
  person: Member,
  { press: { verb, data }, serviceUrl }: { press: Forged; serviceUrl: string },
): Record<string, unknown> {
  made += 1;
  const value = verb === undefined ? {} : { action: { type: 'Action.Execute', verb, data } };
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
