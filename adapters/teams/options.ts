import type { RequestHandler } from 'express';
import type { Bot } from '../../bot/bot.js';
import type { Clock, Log, Messenger } from '../../bot/ports.js';
import type { State } from '../../bot/state.js';
import type { Assertions } from '../../bot/tokens.js';
import type { Conversation } from '../../bot/turn.js';

/** The settings that the Teams side needs; a part of the host's configuration. */
export interface TeamsConfig {
  /** `sandbox` allows connectors on loopback without TLS. */
  mode: 'sandbox' | 'serve';
  appId: string;
  tenantId: string;
  /** Name of the OAuth connection that points to the bot's own API. */
  oauthConnection: string;
  /** Connectors to which the bot may send its token: URL prefixes, or host names. */
  serviceUrls: string[];
}

export interface TeamsOptions {
  config: TeamsConfig;
  /** Late, because the bot is built from the messenger that this adapter makes. */
  bot: () => Pick<Bot, 'accept' | 'card' | 'signedIn'>;
  state: State;
  clock: Pick<Clock, 'now'>;
  log: Log;
  /** The bot's own token for a scope, by client credentials. */
  appToken: (scope: string) => Promise<string>;
  /** Where the channel publishes its signing keys. Absent: Bot Framework's. */
  channelMetadataUrl?: string | undefined;
  /** Bot Framework's token service. Absent: the public one. */
  tokenServiceUrl?: string | undefined;
}

export interface TeamsAdapter {
  /** For `POST /api/messages`; reads the body itself. */
  handler: RequestHandler;
  messenger: Messenger;
  assertions: Assertions;
  /** Where to write into a channel of that id; the app must be in its team. */
  channel(id: string): Conversation | undefined;
  /** Loads the SDK, which else the first activity waits for (about 2 s). */
  ready(): Promise<void>;
}
