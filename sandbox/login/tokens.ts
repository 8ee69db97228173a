import { createPublicKey, generateKeyPairSync, randomUUID } from 'node:crypto';
import { createLocalJWKSet, errors, exportJWK, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { BOT_APP_ID } from '../seed.js';
import type { Tenant } from '../tenant/store.js';
import { LoginError } from './refusal.js';

export type Audience = 'arm' | 'graph' | 'botframework' | 'assertion' | 'sso';

/** The `aud` of each kind of token. */
export const AUDIENCES: Readonly<Record<Audience, string>> = {
  arm: 'https://management.azure.com',
  graph: 'https://graph.microsoft.com',
  botframework: 'https://api.botframework.com',
  assertion: `api://${BOT_APP_ID}`,
  sso: `api://botid-${BOT_APP_ID}`,
};

/** What of a verified token the sandbox looks at. A token of an app has no `oid` and no `upn`. */
export interface Claims {
  readonly tid: string;
  readonly oid?: string;
  readonly upn?: string;
  readonly appid: string;
  readonly amr: readonly string[];
  readonly acrs: readonly string[];
  readonly xms_cc: readonly string[];
}

/** Makes and checks tokens with a key that lives as long as this object. Tokens are on real time, in seconds. */
export interface Tokens {
  sign(audience: Audience, claims: JWTPayload): Promise<string>;
  /** Throws a LoginError. */
  verify(jwt: string, audience: Audience): Promise<Claims>;
  jwks(): Promise<{ keys: object[] }>;
}

export const TOKEN_SECONDS = 3600;

/** `issuer` is the nominal address of the tenant's sign-in, which ends in `.invalid` and exists nowhere. */
export function createTokens(tenant: Tenant, issuer: string): Tokens {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const kid = randomUUID();
  const keys = exportJWK(createPublicKey(publicKey.export({ type: 'spki', format: 'pem' }))).then((jwk) => [
    { ...jwk, kid, use: 'sig', alg: 'RS256' },
  ]);
  const keySet = keys.then((jwks) => createLocalJWKSet({ keys: jwks }));
  return {
    jwks: async () => ({ keys: await keys }),
    sign: (audience, claims) =>
      new SignJWT({ ...claims, tid: tenant.tenantId, ver: '2.0', uti: randomUUID() })
        .setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' })
        .setIssuer(issuer)
        .setAudience(AUDIENCES[audience])
        .setIssuedAt()
        .setNotBefore('-5s')
        .setExpirationTime(`${TOKEN_SECONDS}s`)
        .sign(privateKey),
    async verify(jwt, audience) {
      const options = { issuer, audience: accepted(audience), algorithms: ['RS256'] };
      const { payload } = await jwtVerify(jwt, await keySet, options).catch((thrown: unknown) => {
        throw toLoginError(thrown);
      });
      return claimsOf(payload);
    },
  };
}

function accepted(audience: Audience): string[] {
  const name = AUDIENCES[audience];
  return audience === 'assertion' ? [name, BOT_APP_ID] : [name, `${name}/`];
}

function toLoginError(thrown: unknown): LoginError {
  if (thrown instanceof errors.JWTExpired)
    return new LoginError(
      'ExpiredAuthenticationToken',
      `The access token expiry UTC time '${new Date((thrown.payload.exp ?? 0) * 1000).toISOString()}' is earlier ` +
        `than current UTC time '${new Date().toISOString()}'.`,
    );
  if (thrown instanceof errors.JWTClaimValidationFailed && thrown.claim === 'aud')
    return new LoginError(
      'InvalidAuthenticationTokenAudience',
      'The access token has been obtained for wrong audience or resource.',
    );
  return new LoginError('InvalidAuthenticationToken', 'The access token is invalid.');
}

function claimsOf(payload: JWTPayload): Claims {
  const text = (name: string) => {
    const value = payload[name];
    return typeof value === 'string' ? value : undefined;
  };
  const texts = (name: string) => {
    const value = payload[name];
    return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
  };
  const [oid, upn] = [text('oid'), text('upn')];
  return {
    tid: text('tid') ?? '',
    appid: text('azp') ?? '',
    ...(oid !== undefined && { oid }),
    ...(upn !== undefined && { upn }),
    amr: texts('amr'),
    acrs: texts('acrs'),
    xms_cc: texts('xms_cc'),
  };
}
