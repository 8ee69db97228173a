import { randomUUID } from 'node:crypto';
import express, { type Request, type Response, type Router } from 'express';
import { BOT_APP_ID } from '../seed.js';
import type { Tenant } from '../tenant/store.js';
import { type GrantParts, grant, type LoginSettings } from './grants.js';
import { personClaims } from './person.js';
import { GrantError, LoginError } from './refusal.js';
import { type Claims, createTokens } from './tokens.js';

/** The sandbox's Microsoft Entra: it signs tokens with a key of its own and knows them again. */
export interface Login {
  /** To be mounted at the address that stands for the sign-in's origin. */
  readonly routes: Router;
  /** Changed in place. */
  readonly settings: LoginSettings;
  /** A delegated token of that person for a service, as a script would get one. */
  tokenFor(
    oid: string,
    audience: 'arm' | 'graph',
    extra?: { amr?: readonly string[]; acrs?: readonly string[] },
  ): Promise<string>;
  /** The token for the bot's API that Teams' token service keeps after single sign-on; the on-behalf-of assertion. */
  assertionFor(oid: string, extra?: { amr?: readonly string[]; acrs?: readonly string[] }): Promise<string>;
  /** What a Teams client hands over in `signin/tokenExchange`. */
  ssoTokenFor(oid: string): Promise<string>;
  /** Who a token from `ssoTokenFor` or `assertionFor` belongs to. Throws a LoginError. */
  verifyAssertion(jwt: string): Promise<{ oid: string; tid: string }>;
  /** Checks a token, with or without `Bearer` before it. Throws a LoginError. */
  verify(bearer: string | undefined, audience: 'arm' | 'graph' | 'botframework'): Promise<Claims>;
}

/** Names under which a tenant is addressed by those who do not know its id, such as the Bot Framework SDK. */
const OTHER_TENANTS = ['common', 'organizations', 'botframework.com'];

/** `origin` is the nominal address of the sign-in, such as `https://login.sandbox.invalid`. */
export function createLogin({ tenant, origin }: { tenant: Tenant; origin: string }): Login {
  const tokens = createTokens(tenant, `${origin}/${tenant.tenantId}/v2.0`);
  const settings: LoginSettings = { consent: true, interaction: null };
  const delegated = { azp: BOT_APP_ID, scp: 'user_impersonation' };
  return {
    settings,
    routes: loginRoutes({ tenant, tokens, settings }, origin),
    tokenFor: async (oid, audience, extra = {}) =>
      tokens.sign(audience, { ...personClaims(tenant, oid, { ...extra, xms_cc: ['cp1'] }), ...delegated }),
    assertionFor: async (oid, extra) =>
      tokens.sign('assertion', {
        ...personClaims(tenant, oid, extra),
        azp: BOT_APP_ID,
        scp: 'access_as_user',
      }),
    ssoTokenFor: async (oid) =>
      tokens.sign('sso', { ...personClaims(tenant, oid), azp: BOT_APP_ID, scp: 'access_as_user' }),
    async verifyAssertion(jwt) {
      const claims = await tokens.verify(jwt, 'sso').catch(() => tokens.verify(jwt, 'assertion'));
      return { oid: claims.oid ?? '', tid: claims.tid };
    },
    async verify(bearer, audience) {
      const jwt = bearer?.replace(/^Bearer\s+/i, '');
      if (!jwt)
        throw new LoginError(
          'AuthenticationFailed',
          "Authentication failed. The 'Authorization' header is missing.",
        );
      return tokens.verify(jwt, audience);
    },
  };
}

function loginRoutes(parts: GrantParts, origin: string): Router {
  const router = express.Router();
  router.get('/common/discovery/instance', (_request, response) => {
    response.json(instanceMetadata(origin, parts.tenant.tenantId));
  });
  router.use('/:tenant', (request, response, next) => {
    const { tenantId } = parts.tenant;
    if ([tenantId, ...OTHER_TENANTS].includes(String(request.params.tenant).toLowerCase())) return next();
    const error = new GrantError(
      400,
      'invalid_tenant',
      90002,
      `Tenant '${request.params.tenant}' not found.`,
    );
    sendError(response, error);
  });
  router.get(
    ['/:tenant/v2.0/.well-known/openid-configuration', '/:tenant/.well-known/openid-configuration'],
    (request: Request, response: Response) => {
      response.json(openIdConfiguration(`${origin}/${String(request.params.tenant)}`));
    },
  );
  router.get(['/:tenant/discovery/v2.0/keys', '/:tenant/discovery/keys'], async (_request, response) => {
    response.json(await parts.tokens.jwks());
  });
  router.post('/:tenant/oauth2/v2.0/token', express.urlencoded({ extended: false }), (request, response) =>
    answerGrant(parts, request, response),
  );
  return router;
}

async function answerGrant(parts: GrantParts, request: Request, response: Response): Promise<void> {
  response.set('cache-control', 'no-store');
  try {
    const form = { ...basicClient(request), ...(request.body as Record<string, string | undefined>) };
    response.json(await grant(parts, form));
  } catch (thrown) {
    if (!(thrown instanceof GrantError)) throw thrown;
    sendError(response, thrown);
  }
}

/** A client may prove itself in the header instead of in the form (RFC 6749, section 2.3.1). */
function basicClient(request: Request): Record<string, string> {
  const encoded = /^Basic (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (encoded === undefined) return {};
  const [id = '', secret = ''] = Buffer.from(encoded, 'base64').toString().split(':');
  return { client_id: decodeURIComponent(id), client_secret: decodeURIComponent(secret) };
}

function sendError(response: Response, { status, error, aadsts, message, more }: GrantError): void {
  const [trace, correlation] = [randomUUID(), randomUUID()];
  const timestamp = new Date().toISOString().replace('T', ' ').replace(/\.\d+/, '');
  response.status(status).json({
    error,
    error_description:
      `AADSTS${aadsts}: ${message} Trace ID: ${trace} Correlation ID: ${correlation} ` +
      `Timestamp: ${timestamp}`,
    error_codes: [aadsts],
    timestamp,
    trace_id: trace,
    correlation_id: correlation,
    error_uri: `https://login.microsoftonline.com/error?code=${aadsts}`,
    ...more,
  });
}

function openIdConfiguration(base: string) {
  return {
    issuer: `${base}/v2.0`,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    token_endpoint: `${base}/oauth2/v2.0/token`,
    jwks_uri: `${base}/discovery/v2.0/keys`,
    end_session_endpoint: `${base}/oauth2/v2.0/logout`,
    response_types_supported: ['code', 'id_token', 'code id_token'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
  };
}

function instanceMetadata(origin: string, tenantId: string) {
  const host = new URL(origin).host;
  return {
    tenant_discovery_endpoint: `${origin}/${tenantId}/v2.0/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
  };
}
