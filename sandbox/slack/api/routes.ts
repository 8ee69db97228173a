import express, { type ErrorRequestHandler, type Request, Router } from 'express';
import type { Json } from '../json.js';
import { SlackError } from '../refusal.js';
import type { ApiNeeds, Method } from './call.js';
import { chatMethods } from './chat.js';
import { directoryMethods } from './directory.js';
import { viewMethods } from './views.js';

const METHODS: Readonly<Record<string, Method>> = { ...directoryMethods, ...chatMethods, ...viewMethods };
const SIGN_IN = 'oauth.v2.access';
/** Arguments that are JSON in a form. */
const NESTED = ['blocks', 'view', 'metadata', 'attachments'];
const LARGEST = '2mb';

/** Slack's Web API, as far as the bot uses it; to be mounted at /slack/api. https://docs.slack.dev/apis/web-api */
export function apiRoutes(needs: ApiNeeds): Router {
  const routes = Router();
  routes.use(express.json({ limit: LARGEST }), express.urlencoded({ extended: false, limit: LARGEST }));
  routes.all('/:method', (request, response) => {
    const name = String(request.params.method);
    const args = argumentsOf(request);
    if (name === SIGN_IN) {
      response.json(needs.installs.access({ ...args, ...basicClient(request) }));
      return;
    }
    const scopes = needs.installs.scopesOf(tokenOf(request));
    response.set('x-oauth-scopes', scopes.join(','));
    const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
    if (!method) throw new SlackError('unknown_method');
    requireScope(method, scopes);
    response.json({ ok: true, ...method.answer(args, needs) });
  });
  routes.use(answerError);
  return routes;
}

/** The names of all methods, for who lists them. */
export const methodNames = (): string[] => [...Object.keys(METHODS), SIGN_IN];

function argumentsOf(request: Request): Json {
  const given: Json = { ...request.query, ...(request.body as Json | undefined) };
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [
      name,
      NESTED.includes(name) && typeof value === 'string' ? nested(name, value) : value,
    ]),
  );
}

function nested(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    if (name === 'blocks') throw new SlackError('invalid_blocks_format');
    const messages = [`[ERROR] ${name} is no JSON`];
    throw new SlackError('invalid_arguments', { response_metadata: { messages } });
  }
}

/** A token may stand in a form, but not in JSON. */
function tokenOf(request: Request): string | undefined {
  const [, bearer] = /^Bearer\s+(.+)$/i.exec(request.get('authorization') ?? '') ?? [];
  if (bearer) return bearer;
  return request.is('application/x-www-form-urlencoded') ? request.body?.token : undefined;
}

function basicClient(request: Request): Json {
  const [, encoded] = /^Basic (.+)$/i.exec(request.get('authorization') ?? '') ?? [];
  if (!encoded) return {};
  const [id = '', secret = ''] = Buffer.from(encoded, 'base64').toString().split(':');
  return { client_id: id, client_secret: secret };
}

function requireScope({ scope }: Method, scopes: string[]): void {
  if (scope && !scopes.includes(scope))
    throw new SlackError('missing_scope', { needed: scope, provided: scopes.join(',') });
}

/** Slack says no with status 200, but for too many calls. */
const answerError: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (response.headersSent) return next(error);
  const refused = error instanceof SlackError ? error : unread(error);
  if (!refused) return next(error);
  if (refused.code === 'ratelimited') response.status(429).set('Retry-After', '1');
  response.json({ ok: false, error: refused.code, ...refused.more });
};

/** A body that the parser could not read. */
function unread(error: unknown): SlackError | undefined {
  const status = (error as { status?: unknown } | undefined)?.status;
  return typeof status === 'number' && status < 500 ? new SlackError('invalid_json') : undefined;
}
