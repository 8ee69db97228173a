import type { RequestHandler } from 'express';
import type { Bot } from '../../bot/bot.js';
import type { Clock, Log, Messenger } from '../../bot/ports.js';
import type { State } from '../../bot/state.js';
import type { Conversation } from '../../bot/turn.js';
import type { Identity, Links } from './identity.js';

/** The settings that the Slack side needs; a part of the host's configuration. */
interface SlackConfig {
  tenantId: string;
  clientId: string;
  clientSecret: string;
  signingSecret: string;
}

export interface SlackOptions {
  config: SlackConfig;
  /** Asked for at each turn, since the bot is built after its adapters. */
  bot: () => Pick<Bot, 'accept' | 'card' | 'glance' | 'met' | 'suggest'>;
  state: State;
  clock: Clock;
  log: Log;
  links: Links;
  opaque(): string;
  /** Encrypts what is kept; `place` is where, and it opens nowhere else. */
  seal: Seal;
  /** Slack's own, unless code says otherwise. Ends with a slash. */
  apiUrl?: string | undefined;
  authorizeUrl?: string | undefined;
  /** Where someone who is not linked, or must sign in, does that. */
  signInPage?: ((identity: Identity) => string) | undefined;
}

interface Seal {
  close(text: string, place: string): string;
  open(sealed: string, place: string): string | undefined;
}

export interface SlackAdapter {
  /** `POST /slack/events` */
  events: RequestHandler;
  /** `GET /slack/install`, `GET /slack/oauth_redirect` */
  pages: RequestHandler;
  messenger: Messenger;
  /** A channel as `T…/C…`, workspace and channel, in which the app is. */
  channel(id: string): Conversation | undefined;
  /** Loads the SDK; until then the first request waits for it. */
  ready(): Promise<void>;
}
