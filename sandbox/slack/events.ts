import { randomBytes } from 'node:crypto';
import { SLACK_APP_ID } from '../seed.js';
import { TOKEN, timestamp } from './interactions.js';
import type { Json } from './json.js';
import type { Kept } from './messages.js';
import { BOT, type Place, slackUserOf, TEAM } from './workspace.js';

/** How Slack tells an app what happens. https://docs.slack.dev/apis/events-api */

const nowSeconds = () => Math.floor(Date.now() / 1_000);

/** An event as it is posted; every delivery of it, and every retry, carries the same id. */
export function eventBody(event: Json): Json {
  return {
    token: TOKEN,
    team_id: TEAM.id,
    context_team_id: TEAM.id,
    context_enterprise_id: null,
    api_app_id: SLACK_APP_ID,
    event: { event_ts: timestamp(), ...event },
    type: 'event_callback',
    event_id: `Ev${randomBytes(6).toString('hex').toUpperCase()}`,
    event_time: nowSeconds(),
    authorizations: [
      {
        enterprise_id: null,
        team_id: TEAM.id,
        user_id: BOT.user,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
  };
}

/** What somebody or the bot wrote, as an event has it. */
export function messageEvent(message: Kept, place: Place, type: 'message' | 'app_mention'): Json {
  return {
    ...messagePayload(message),
    type,
    channel: place.id,
    ...(type === 'message' ? { channel_type: place.direct ? 'im' : 'channel' } : {}),
    event_ts: message.ts,
  };
}

/** The bot edited its message: nothing that it should answer. */
export function changedEvent(message: Kept, before: Kept, place: Place): Json {
  return {
    type: 'message',
    subtype: 'message_changed',
    hidden: true,
    channel: place.id,
    channel_type: place.direct ? 'im' : 'channel',
    message: messagePayload(message),
    previous_message: messagePayload(before),
    ts: timestamp(),
  };
}

export function messagePayload({ from, ts, text, blocks, thread, changedAt }: Kept): Json {
  const author = from === 'bot' ? BOT.user : slackUserOf({ id: from });
  return {
    type: 'message',
    user: author,
    ...(from === 'bot' ? { bot_id: BOT.id, app_id: SLACK_APP_ID } : {}),
    text: text ?? '',
    ts,
    team: TEAM.id,
    ...(blocks?.length ? { blocks } : {}),
    ...(thread === undefined ? {} : { thread_ts: thread }),
    ...(changedAt === undefined ? {} : { edited: { user: author, ts } }),
  };
}
