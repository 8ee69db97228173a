import type { HTTPReceiver, webApi } from '@slack/bolt';
import type { Workspace } from '../identity.js';
import type { SlackOptions } from '../options.js';
import { oneUseState } from './one-use.js';
import { type Installations, NotInstalled } from './store.js';

type Bolt = Awaited<ReturnType<typeof load>>['bolt'];
type WebClient = webApi.WebClient;

/** Bolt and its clients; loaded at the first use. */
export interface Sdk {
  signingSecret: string;
  bolt(): Promise<Bolt>;
  /** The two pages of an installation. Apart from what receives: an app with an installer must leave tokens to it. */
  pages(): Promise<HTTPReceiver>;
  /** Speaks for the app in that workspace, with a token that is renewed when it must be. Throws where the app is not. */
  client(of: Workspace): Promise<WebClient>;
}

/** What manifest/slack asks for. */
export const SCOPES = ['app_mentions:read', 'chat:write', 'commands', 'im:history', 'im:write', 'users:read'];
const CALL_TIMEOUT_MS = 5_000;
const MOST_CLIENTS = 500;

export function sdk(options: SlackOptions, store: Installations): Sdk {
  let loading: ReturnType<typeof load> | undefined;
  const loaded = () => {
    loading ??= load(options, store);
    return loading;
  };
  const clients = new Map<string, WebClient>();
  const tokenOf = oneAtATime();
  return {
    signingSecret: options.config.signingSecret,
    bolt: async () => (await loaded()).bolt,
    pages: async () => (await loaded()).pages,
    async client({ team, enterprise }) {
      const { bolt, pages } = await loaded();
      const token = await tokenOf(`${enterprise}/${team}`, () => botToken(pages, { team, enterprise }));
      const known = clients.get(token);
      if (known) return known;
      if (clients.size >= MOST_CLIENTS) clients.clear();
      const made = new bolt.webApi.WebClient(token, {
        ...clientOptions(options),
        rejectRateLimitedCalls: true,
      });
      clients.set(token, made);
      return made;
    },
  };
}

/**
 * A token that ends soon is exchanged for a new one, which works once: here one call does it for all.
 * https://docs.slack.dev/authentication/using-token-rotation
 */
function oneAtATime() {
  const flights = new Map<string, Promise<string>>();
  return (workspace: string, ask: () => Promise<string>): Promise<string> => {
    const flight = flights.get(workspace) ?? ask().finally(() => flights.delete(workspace));
    flights.set(workspace, flight);
    return flight;
  };
}

/** The app stands in a workspace, or in the organisation that it belongs to. */
async function botToken({ installer }: HTTPReceiver, of: Workspace): Promise<string> {
  const inTeam = { teamId: of.team, enterpriseId: of.enterprise, isEnterpriseInstall: false };
  const found = await installer?.authorize(inTeam).catch((error: unknown) => {
    if (of.enterprise === undefined) throw error;
    return installer?.authorize({ ...inTeam, teamId: undefined, isEnterpriseInstall: true });
  });
  if (!found?.botToken) throw new NotInstalled();
  return found.botToken;
}

/** No call is repeated or held back by the client: what is tried again, and when, is the core's to say. */
const clientOptions = ({ apiUrl }: SlackOptions) => ({
  ...(apiUrl ? { slackApiUrl: apiUrl } : {}),
  retryConfig: { retries: 0 },
  timeout: CALL_TIMEOUT_MS,
  allowAbsoluteUrls: false,
  logger: quiet,
});

async function load(options: SlackOptions, store: Installations) {
  const bolt = await import('@slack/bolt');
  const { signingSecret, clientId, clientSecret } = options.config;
  const pages = new bolt.HTTPReceiver({
    signingSecret,
    clientId,
    clientSecret,
    scopes: SCOPES,
    endpoints: [],
    logger: quiet,
    installationStore: store,
    installerOptions: {
      directInstall: true,
      stateStore: oneUseState(options),
      clientOptions: clientOptions(options),
      ...(options.authorizeUrl ? { authorizationUrl: options.authorizeUrl } : {}),
    },
  });
  return { bolt, pages };
}

/** The SDK's own words hold ids and texts of people; what matters is in our log. */
export const quiet = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  setName: () => {},
  getLevel: () => 'error' as webApi.LogLevel,
};
