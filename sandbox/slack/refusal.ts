import type { Json } from './json.js';

/** What the Web API says no with. https://docs.slack.dev/reference/methods */
type SlackErrorCode =
  /** Thrown when no token came. */
  | 'not_authed'
  /** Thrown when a token is none of ours. */
  | 'invalid_auth'
  /** Thrown when a token that rotates is older than it may be. */
  | 'token_expired'
  /** Thrown when the app was installed without what a method needs. */
  | 'missing_scope'
  | 'unknown_method'
  | 'invalid_json'
  /** Thrown when an argument is missing or, in a view, wrong. */
  | 'invalid_arguments'
  /** Thrown when there is no such channel, or when it is nobody's the bot can see. */
  | 'channel_not_found'
  | 'not_in_channel'
  | 'user_not_in_channel'
  | 'user_not_found'
  | 'users_list_not_supplied'
  /** Thrown when a message would be empty. */
  | 'no_text'
  | 'msg_too_long'
  /** Thrown when the texts of all blocks together are too long. */
  | 'msg_blocks_too_long'
  | 'invalid_blocks'
  /** Thrown when `blocks` is no JSON. */
  | 'invalid_blocks_format'
  /** Thrown when there is no such message, and for every ephemeral one: nobody can edit those. */
  | 'message_not_found'
  | 'cant_update_message'
  | 'cant_delete_message'
  | 'invalid_trigger_id'
  /** Thrown when a trigger is older than 3 s. */
  | 'expired_trigger_id'
  /** Thrown when a trigger was used before. */
  | 'exchanged_trigger_id'
  /** Thrown when a fourth view would be put on a stack. */
  | 'push_limit_reached'
  | 'duplicate_external_id'
  | 'view_too_large'
  /** Thrown when a view is not, or is no longer, open. */
  | 'not_found'
  | 'hash_conflict'
  /** Thrown when a channel gets more than a message a second; with Retry-After. */
  | 'ratelimited'
  | 'invalid_client_id'
  | 'bad_client_secret'
  | 'invalid_code'
  | 'code_already_used'
  | 'bad_redirect_uri'
  | 'invalid_grant_type'
  | 'invalid_refresh_token'
  /** Thrown when a response_url is older than 30 minutes. */
  | 'expired_url'
  /** Thrown when a response_url was used five times. */
  | 'used_url';

/** Slack says no. The Web API sends `code` as `error` with status 200, and `more` beside it. */
export class SlackError extends Error {
  override name = 'SlackError';
  constructor(
    readonly code: SlackErrorCode,
    readonly more: Json = {},
  ) {
    super(code);
  }
}
