import type { RequestHandler } from 'express';
import { decodeJwt } from 'jose';
import type { Clock } from './clock.js';

export const SERVICES = ['arm', 'graph', 'login', 'connector', 'token', 'slack'] as const;
export type Service = (typeof SERVICES)[number];

/** One call that the bot made. */
export interface UpstreamCall {
  /** ms since epoch on the tenant's clock, when the call came in. */
  at: number;
  service: Service;
  method: string;
  /** As called, with the query. */
  path: string;
  /** 0 when the connection broke before an answer. */
  status: number;
  /** Real milliseconds. */
  ms: number;
  /** The person whose token it carried; absent for the bot's own token and for none. */
  oid?: string;
  /** Made without a person waiting for it. */
  background: boolean;
}

export interface Upstream {
  /** Goes before a service's routes. */
  log(service: Service): RequestHandler;
  calls(): readonly UpstreamCall[];
  clear(): void;
}

const KEPT = 5_000;

export function createUpstream(clock: Clock, tell: (call: UpstreamCall) => void): Upstream {
  let calls: UpstreamCall[] = [];
  return {
    log: (service) => (request, response, next) => {
      const at = clock.now();
      const started = performance.now();
      const { method, originalUrl: path } = request;
      const background = request.get('x-pim-background') === '1';
      // 'close' comes after an answer and after a broken connection alike.
      response.once('close', () => {
        const status = response.writableFinished ? response.statusCode : 0;
        const ms = Math.round(performance.now() - started);
        const oid = oidOf(request.get('authorization')) ?? oidOf(request.body?.assertion);
        const call = { at, service, method, path, status, ms, ...(oid ? { oid } : {}), background };
        calls = [...calls.slice(1 - KEPT), call];
        tell(call);
      });
      next();
    },
    calls: () => calls,
    clear: () => {
      calls = [];
    },
  };
}

/** Read without verifying: this is a log of what was sent. The bot's own tokens carry `idtyp: app`. */
function oidOf(carrier: unknown): string | undefined {
  if (typeof carrier !== 'string') return undefined;
  try {
    const { oid, idtyp } = decodeJwt(carrier.replace(/^Bearer /i, ''));
    return idtyp === 'app' || typeof oid !== 'string' ? undefined : oid;
  } catch {
    return undefined;
  }
}
