import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { SignJWT } from 'jose';

export const APP = '11111111-1111-1111-1111-111111111111';
export const TENANT = '7c1f2c9e-3b54-4e0a-9d3f-5a6b7c8d9e0f';
export const ISSUER = 'https://api.botframework.com';

/** What the bot sent; empty when it sent nothing. */
interface Sent {
  text?: string;
  token?: string;
  attachments?: unknown[];
}

/** One call that the bot made. */
interface Call {
  method: string;
  path: string;
  query: Record<string, string>;
  authorization: string | undefined;
  body: Sent;
}

export interface Reply {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

/** Bot Framework as the bot meets it: signing keys, connector and token service, on one port of loopback. */
export interface Services {
  origin: string;
  serviceUrl: string;
  metadataUrl: string;
  /** Calls to the connector and the token service, oldest first. */
  calls: Call[];
  /** What is answered instead, first match first; an entry is used up. */
  answers: { path: RegExp; reply: Reply }[];
  /** User id -> token that the token service holds. */
  tokens: Map<string, string>;
  /** What an exchange gives; `undefined`: consent is needed. */
  exchange: (token: string) => string | undefined;
  sign(made?: Made): Promise<string>;
  close(): Promise<void>;
}

export interface Made {
  claims?: Record<string, unknown>;
  key?: KeyObject;
  header?: Record<string, unknown>;
  issuer?: string;
  audience?: string;
  /** Seconds from now. */
  expires?: number;
}

export const channelKey = generateKeyPairSync('rsa', { modulusLength: 2048 });

export async function startServices(): Promise<Services> {
  const server = http.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const services: Services = {
    origin,
    serviceUrl: `${origin}/connector/`,
    metadataUrl: `${origin}/openid`,
    calls: [],
    answers: [],
    tokens: new Map(),
    exchange: (token) => token,
    sign: (made) => signed(services.serviceUrl, made),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  server.on('request', (request, response) => {
    void read(request).then((call) => {
      const { status, body, headers } = reply(services, call);
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(body === undefined ? '' : JSON.stringify(body));
    });
  });
  return services;
}

function signed(serviceUrl: string, made: Made = {}): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ serviceurl: serviceUrl, ...made.claims })
    .setProtectedHeader({ alg: 'RS256', kid: 'k1', ...made.header })
    .setIssuer(made.issuer ?? ISSUER)
    .setAudience(made.audience ?? APP)
    .setExpirationTime(now + (made.expires ?? 300))
    .sign(made.key ?? channelKey.privateKey);
}

/** A token of the token service; only its claims are looked at. */
export function userToken(oid: string, tid = TENANT): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'RS256' })}.${part({ oid, tid, aud: `api://${APP}` })}.c2ln`;
}

async function read(request: http.IncomingMessage): Promise<Call> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  const url = new URL(request.url ?? '', 'http://x');
  return {
    method: request.method ?? '',
    path: decodeURIComponent(url.pathname),
    query: Object.fromEntries(url.searchParams),
    authorization: request.headers.authorization,
    body: text ? JSON.parse(text) : {},
  };
}

function reply(services: Services, call: Call): Reply {
  const { path, query, method, body } = call;
  if (path === '/openid')
    return { status: 200, body: { issuer: ISSUER, jwks_uri: `${services.origin}/keys` } };
  if (path === '/keys') return { status: 200, body: { keys: [publicKey()] } };
  services.calls.push(call);
  const planned = services.answers.findIndex((answer) => answer.path.test(`${method} ${path}`));
  const [plan] = planned < 0 ? [] : services.answers.splice(planned, 1);
  if (plan) return plan.reply;
  if (path.startsWith('/connector/'))
    return { status: method === 'POST' ? 201 : 200, body: { id: `m-${services.calls.length}` } };
  if (path.endsWith('/GetSignInResource')) return { status: 200, body: signInResource(services.origin) };
  const user = query.userId ?? '';
  if (path.endsWith('/exchange')) {
    const token = services.exchange(body.token ?? '');
    if (token === undefined)
      return { status: 400, body: { error: { code: 'ConsentRequired', message: 'Consent Required' } } };
    services.tokens.set(user, token);
    return tokenReply(token);
  }
  if (query.code === '123456') services.tokens.set(user, services.exchange('code') ?? '');
  const token = services.tokens.get(user);
  return token ? tokenReply(token) : { status: 404 };
}

const tokenReply = (token: string): Reply => ({ status: 200, body: { connectionName: 'pim', token } });

function publicKey() {
  const jwk = channelKey.publicKey.export({ format: 'jwk' });
  return { ...jwk, kid: 'k1', use: 'sig', alg: 'RS256', endorsements: ['msteams'] };
}

function signInResource(origin: string) {
  return {
    signInLink: `${origin}/sign-in`,
    tokenExchangeResource: { id: 'exchange-1', uri: `api://botid-${APP}`, providerId: 'p' },
    tokenPostResource: { sasUrl: `${origin}/post` },
  };
}
