import { randomUUID } from 'node:crypto';
import express, { type Request, type Response, type Router } from 'express';
import type { Clock } from '../clock.js';
import type { Login } from '../login/login.js';
import { LoginError } from '../login/refusal.js';
import type { Tenant } from '../tenant/store.js';
import { runBatch } from './batch.js';
import type { GraphAnswer } from './call.js';
import { dispatch } from './dispatch.js';
import { badRequest, errorBody, GraphError } from './errors.js';
import { GRAPH_ORIGIN } from './odata/listing.js';
import type { GraphSettings } from './settings.js';

interface GraphParts {
  readonly tenant: Tenant;
  readonly login: Login;
  /** Gives the `Date` of each answer. */
  readonly clock: Clock;
  readonly settings: GraphSettings;
}

/** Microsoft Graph, as far as the directory and PIM go. To be mounted at the address that stands for its origin. */
export function graphRoutes(parts: GraphParts): Router {
  const router = express.Router();
  router.use(express.text({ type: () => true, limit: '1mb' }));
  router.use(async (request: Request, response: Response) => {
    response.set('request-id', randomUUID());
    response.set('date', new Date(parts.clock.now()).toUTCString());
    const client = request.header('client-request-id');
    if (client) response.set('client-request-id', client);
    try {
      const { status, headers = {}, body } = await answer(parts, request);
      response.status(status).set(headers);
      if (body === undefined) response.end();
      else response.json(body);
    } catch (thrown) {
      const error = toGraphError(thrown);
      if (error.status === 401) response.set('www-authenticate', `Bearer realm="", error="invalid_token"`);
      response.status(error.status).json(errorBody(error, client));
    }
  });
  return router;
}

async function answer({ tenant, login, settings }: GraphParts, request: Request): Promise<GraphAnswer> {
  const { oid = '', amr, acrs, xms_cc } = await login.verify(request.headers.authorization, 'graph');
  const caller = { oid, amr, acrs, canStepUp: xms_cc.includes('cp1') };
  const url = new URL(request.url.replace(/^\/{2,}/, '/'), GRAPH_ORIGIN);
  const version = /^\/(v1\.0|beta)(?=\/)/i.exec(url.pathname)?.[1]?.toLowerCase();
  if (version === undefined) throw badRequest('Invalid version.', 'BadRequest');
  const eventual = request.header('consistencylevel')?.toLowerCase() === 'eventual';
  const call = { tenant, settings, caller, version, eventual, body: bodyOf(request) };
  if (!/^\/[^/]+\/\$batch$/i.test(decodeURI(url.pathname)))
    return dispatch({ ...call, url, method: request.method });
  if (request.method !== 'POST') throw badRequest('A batch is sent with POST.', 'BadRequest');
  return runBatch(call);
}

function bodyOf(request: Request): unknown {
  const body: unknown = request.body;
  if (typeof body !== 'string' || body === '') return undefined;
  try {
    return JSON.parse(body) as unknown;
  } catch {
    throw badRequest('Unable to read JSON request payload.', 'BadRequest');
  }
}

function toGraphError(thrown: unknown): GraphError {
  if (thrown instanceof GraphError) return thrown;
  if (thrown instanceof LoginError) return new GraphError(401, 'InvalidAuthenticationToken', thrown.message);
  const detail = thrown instanceof Error ? thrown.message : String(thrown);
  return new GraphError(500, 'UnknownError', `The sandbox failed: ${detail}`);
}
