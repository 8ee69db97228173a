import { randomUUID } from 'node:crypto';
import express, { type Request, type Response, type Router } from 'express';
import type { Clock } from '../clock.js';
import type { Login } from '../login/login.js';
import { LoginError } from '../login/refusal.js';
import type { Tenant } from '../tenant/store.js';
import { isBatch, runBatch } from './batch.js';
import type { ArmAnswer } from './call.js';
import { dispatch, type IncomingCall } from './dispatch.js';
import { ArmError, errorAnswer, invalidContent, toArmError } from './errors.js';
import { ARM_ORIGIN } from './lists/paging.js';
import type { ArmSettings } from './settings.js';

interface ArmParts {
  readonly tenant: Tenant;
  readonly login: Login;
  /** Gives the `Date` of each answer. */
  readonly clock: Clock;
  readonly settings: ArmSettings;
}

/** Azure Resource Manager, as far as PIM goes. To be mounted at the address that stands for its origin. */
export function armRoutes(parts: ArmParts): Router {
  const router = express.Router();
  router.use(express.text({ type: () => true, limit: '1mb' }));
  router.use(async (request: Request, response: Response) => {
    response.set('date', new Date(parts.clock.now()).toUTCString());
    try {
      const call = await incoming(parts, request);
      send(request, response, isBatch(call.url.pathname) ? runBatch(call) : dispatch(call));
    } catch (thrown) {
      const error = toArmError(thrown);
      response.set(error.headers);
      send(request, response, errorAnswer(error));
    }
  });
  return router;
}

async function incoming({ tenant, login, settings }: ArmParts, request: Request): Promise<IncomingCall> {
  const claims = await login.verify(request.headers.authorization, 'arm').catch((thrown: unknown) => {
    throw thrown instanceof LoginError ? unauthenticated(tenant, thrown) : thrown;
  });
  return {
    tenant,
    settings,
    caller: {
      oid: claims.oid ?? '',
      upn: claims.upn ?? '',
      amr: claims.amr,
      acrs: claims.acrs,
      canStepUp: claims.xms_cc.includes('cp1'),
    },
    method: request.method,
    url: new URL(request.url.replace(/^\/{2,}/, '/'), ARM_ORIGIN),
    body: bodyOf(request),
    batched: false,
  };
}

function bodyOf(request: Request): unknown {
  const body: unknown = request.body;
  if (typeof body !== 'string') return body;
  if (body.trim() === '') return undefined;
  try {
    return JSON.parse(body) as unknown;
  } catch (thrown) {
    throw invalidContent(thrown instanceof Error ? thrown.message : 'not JSON');
  }
}

/** 401 with the header that tells a client where to sign in. */
function unauthenticated(tenant: Tenant, error: LoginError): ArmError {
  const challenge =
    `Bearer authorization_uri="https://login.sandbox.invalid/${tenant.tenantId}", ` +
    `error="invalid_token", error_description="${error.message.replaceAll('"', "'")}"`;
  return new ArmError(401, error.code, error.message, { 'www-authenticate': challenge });
}

function send(request: Request, response: Response, { status, body }: ArmAnswer): void {
  const correlation = request.header('x-ms-correlation-request-id') ?? randomUUID();
  const kind = /^\/+subscriptions\//i.test(request.path) ? 'subscription' : 'tenant';
  const verb = request.method === 'GET' ? 'reads' : 'writes';
  response
    .status(status)
    .set('x-ms-request-id', randomUUID())
    .set('x-ms-correlation-request-id', correlation)
    .set(`x-ms-ratelimit-remaining-${kind}-${verb}`, verb === 'reads' ? '249' : '199');
  if (body === undefined) response.end();
  else response.json(body);
}
