import { z } from 'zod/v4';
import { MessengerError } from '../../../bot/ports.js';
import { isNotInstalled } from '../install/store.js';

/** What the client throws. https://docs.slack.dev/tools/node-slack-sdk/web-api/#handle-errors */
const FailureShape = z.object({
  code: z.string(),
  retryAfter: z.number().optional(),
  data: z.object({ error: z.string() }).optional().catch(undefined),
});

/** The person or the channel, not the message, is out of reach. */
const AWAY = new Set(
  'channel_not_found not_in_channel user_not_found users_not_found user_disabled account_inactive is_archived cannot_dm_bot messages_tab_disabled token_revoked team_access_not_granted not_installed user_not_in_channel'.split(
    ' ',
  ),
);
/** Nobody has it before them any more. */
const GONE = new Set([
  'message_not_found',
  'cant_update_message',
  'edit_window_closed',
  'not_found',
  'view_not_found',
]);

/** Slack's own word for what went wrong; `undefined`: it said none. */
export const saidBySlack = (cause: unknown): string | undefined =>
  FailureShape.safeParse(cause).data?.data?.error;

/** Puts a failure of Slack's Web API into the words of the port. */
export function toMessengerError(cause: unknown): MessengerError {
  if (cause instanceof MessengerError) return cause;
  const failure = FailureShape.safeParse(cause).data;
  const said = failure?.data?.error;
  if (failure?.retryAfter !== undefined)
    return new MessengerError('throttled', failure.retryAfter * 1000, { cause });
  if (isNotInstalled(cause)) return new MessengerError('unreachable', undefined, { cause });
  const code = said && GONE.has(said) ? 'gone' : said && AWAY.has(said) ? 'unreachable' : 'failed';
  return new MessengerError(code, undefined, { cause });
}
