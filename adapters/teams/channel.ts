import type { CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import type { TeamsOptions } from './options.js';
import { CHANNEL_ISSUER } from './receive/gate.js';
import { allowsServiceUrl } from './service-urls.js';

type Authentication = ConfigurationBotFrameworkAuthentication;
export type Verified = Awaited<ReturnType<Authentication['authenticateRequest']>>;
type ConnectorFactory = ReturnType<Authentication['createConnectorFactory']>;
export type Connector = Awaited<ReturnType<ConnectorFactory['create']>>['conversations'];
export type UserTokens = Awaited<ReturnType<Authentication['createUserTokenClient']>>;
type Identity = Parameters<Authentication['createConnectorFactory']>[0];
type Claims = { readonly type: string; readonly value: string }[];

/** The Bot Framework SDK behind the few verbs that the adapter needs; loaded at the first use. */
export interface Channel {
  adapter(): Promise<CloudAdapter>;
  /** Rejects unless the channel itself signed for this bot, this channel and this serviceUrl. */
  verify(activity: { serviceUrl: string }, authorization: string): Promise<Verified>;
  /** Throws when the bot may not send its token there. */
  connector(serviceUrl: string): Promise<Connector>;
  userTokens(): Promise<UserTokens>;
}

const CONNECTOR_SCOPE = `${CHANNEL_ISSUER}/.default`;
const CHANNEL_METADATA = 'https://login.botframework.com/v1/.well-known/openidconfiguration';
const CALL_TIMEOUT_MS = 10_000;

export function channel(options: TeamsOptions): Channel {
  const { config } = options;
  let loaded: Promise<{ adapter: CloudAdapter; authentication: Authentication }> | undefined;
  const sdk = () => {
    loaded ??= load(options);
    return loaded;
  };
  // The SDK reads nothing but the app's id from it.
  const self = { getClaimValue: () => config.appId } as unknown as Identity;
  return {
    adapter: async () => (await sdk()).adapter,
    async verify(activity, authorization) {
      const { authentication } = await sdk();
      type Incoming = Parameters<Authentication['authenticateRequest']>[0];
      const verified = await authentication.authenticateRequest(activity as Incoming, authorization);
      if (verified.claimsIdentity.getClaimValue('serviceurl') !== activity.serviceUrl)
        throw new Error('The token is for another serviceUrl.');
      return verified;
    },
    async connector(serviceUrl) {
      if (!allowsServiceUrl(config, serviceUrl)) throw new Error('The serviceUrl is not on the allow-list.');
      const { authentication } = await sdk();
      const client = await authentication.createConnectorFactory(self).create(serviceUrl);
      sendOnce(client);
      return client.conversations;
    },
    async userTokens() {
      const { authentication } = await sdk();
      const tokens = await authentication.createUserTokenClient(self);
      sendOnce((tokens as unknown as { client: object }).client);
      return tokens;
    },
  };
}

async function load(options: TeamsOptions) {
  const { CloudAdapter, ConfigurationBotFrameworkAuthentication } = await import('botbuilder');
  const { appId, tenantId } = options.config;
  const metadata = options.channelMetadataUrl ?? CHANNEL_METADATA;
  const authentication = new ConfigurationBotFrameworkAuthentication(
    {
      MicrosoftAppId: appId,
      ToChannelFromBotLoginUrl: `https://login.microsoftonline.com/${tenantId}`,
      ToChannelFromBotOAuthScope: CHANNEL_ISSUER,
      ToBotFromChannelTokenIssuer: CHANNEL_ISSUER,
      ToBotFromChannelOpenIdMetadataUrl: metadata,
      // What passes for the Emulator is held to the channel's keys, never to Entra's.
      ToBotFromEmulatorOpenIdMetadataUrl: metadata,
      OAuthUrl: options.tokenServiceUrl ?? CHANNEL_ISSUER,
      CallerId: '',
    },
    credentials(options),
    { requiredEndorsements: ['msteams'], validateClaims: async (claims) => strict(options, claims) },
  );
  return { adapter: new CloudAdapter(authentication), authentication };
}

/** Authentication is never off, whatever is configured. */
function credentials({ config, appToken }: TeamsOptions) {
  return {
    isValidAppId: async (id: string) => id !== '' && id === config.appId,
    isAuthenticationDisabled: async () => false,
    createCredentials: async () => ({
      signRequest: async <T extends { headers: { set(name: string, value: string): void } }>(request: T) => {
        request.headers.set('authorization', `Bearer ${await appToken(CONNECTOR_SCOPE)}`);
        return request;
      },
    }),
  };
}

/** Runs inside the SDK, after the signature: the issuer is pinned, the serviceUrl is on the allow-list. */
function strict({ config }: TeamsOptions, claims: Claims): void {
  const claim = (type: string) => claims.find((candidate) => candidate.type === type)?.value;
  if (claim('iss') !== CHANNEL_ISSUER) throw new Error('The issuer is not the channel.');
  if (claim('aud') !== config.appId) throw new Error('The token is for another app.');
  if (!allowsServiceUrl(config, claim('serviceurl') ?? '')) throw new Error('The serviceUrl is not allowed.');
}

interface Pipeline {
  removePolicy(which: { name?: string; phase?: string }): unknown;
  addPolicy(policy: {
    name: string;
    sendRequest(request: { timeout: number }, next: (request: { timeout: number }) => unknown): unknown;
  }): void;
}

/**
 * The SDK's clients repeat a POST that got a 5xx, so that a message may appear twice, follow redirects with the bot's
 * token, and wait for ever; there is no option against any of it.
 */
function sendOnce(client: object): void {
  const { pipeline } = (client as { client: { pipeline: Pipeline } }).client;
  pipeline.removePolicy({ phase: 'Retry' });
  pipeline.removePolicy({ name: 'redirectPolicy' });
  pipeline.addPolicy({
    name: 'pim-bot timeout',
    sendRequest: (request, next) => {
      request.timeout = CALL_TIMEOUT_MS;
      return next(request);
    },
  });
}
