import { setTimeout as sleep } from 'node:timers/promises';
import type { RequestHandler, Response } from 'express';
import { Refusal } from './refusal.js';
import { SERVICES, type Service } from './upstream.js';

/** What happens to the next `times` calls that match; what is left out of `match` matches every call. */
export interface Fault {
  match: { service?: Service; method?: string; path?: string };
  times: number;
  /** The HTTP status to answer with, instead of doing anything. */
  status?: number;
  /** Seconds, sent as Retry-After. */
  retryAfter?: number;
  /** Milliseconds to wait before anything else. */
  delay?: number;
  /** The call takes effect, then the connection breaks without an answer. */
  resetAfterEffect?: boolean;
}

export interface Faults {
  /** Goes between the log and a service's routes. */
  apply(service: Service): RequestHandler;
  /** Takes a fault as it came over HTTP; throws Refusal 400 that says what is wrong with it. */
  add(fault: unknown): Fault;
  /** Those still to come. */
  pending(): readonly Fault[];
  clear(): void;
}

const FAILED: Record<number, string> = {
  429: 'TooManyRequests',
  500: 'InternalServerError',
  503: 'ServiceUnavailable',
};
/** As Slack calls them. */
const SLACK_FAILED: Record<number, string> = {
  429: 'ratelimited',
  500: 'internal_error',
  503: 'service_unavailable',
};

export function createFaults(): Faults {
  let pending: Fault[] = [];
  const take = (service: Service, method: string, path: string): Fault | undefined => {
    const fault = pending.find(({ match }) => matches(match, service, method, path));
    if (!fault) return undefined;
    fault.times -= 1;
    pending = pending.filter((left) => left.times > 0);
    return fault;
  };
  return {
    apply: (service) => async (request, response, next) => {
      const fault = take(service, request.method, request.originalUrl);
      if (fault?.delay) await sleep(fault.delay);
      if (fault?.retryAfter !== undefined) response.set('Retry-After', String(fault.retryAfter));
      if (fault?.status !== undefined) {
        response.status(fault.status).json(bodyOf(service, fault.status));
        return;
      }
      if (fault?.resetAfterEffect) breakAfter(response);
      next();
    },
    add(fault) {
      const checked = read(fault);
      pending.push(checked);
      return checked;
    },
    pending: () => pending,
    clear: () => {
      pending = [];
    },
  };
}

/** Each service fails in its own shape. */
function bodyOf(service: Service, status: number): object {
  if (service === 'slack') return { ok: false, error: SLACK_FAILED[status] ?? 'fatal_error' };
  const code = FAILED[status] ?? 'SandboxFault';
  return { error: { code, message: 'The sandbox was told to fail this call.' } };
}

function matches(match: Fault['match'], service: Service, method: string, path: string): boolean {
  if (match.service !== undefined && match.service !== service) return false;
  if (match.method !== undefined && match.method.toUpperCase() !== method) return false;
  return match.path === undefined || path.toLowerCase().includes(match.path.toLowerCase());
}

/** Lets the service answer into nothing, then breaks the line. */
function breakAfter(response: Response): void {
  const swallow = () => {
    response.socket?.destroy();
    return response;
  };
  response.write = () => true;
  response.end = swallow;
}

const SHAPE = '{match: {service, method, path}, times, status?, retryAfter?, delay?, resetAfterEffect?}';

function read(fault: unknown): Fault {
  const { match = {}, times = 1, ...effect } = { ...(fault as Partial<Fault>) };
  const wrong = (words: string) => new Refusal(400, 'FaultInvalid', `${words} A fault is ${SHAPE}.`);
  if (match.service !== undefined && !SERVICES.includes(match.service))
    throw wrong(`No service "${match.service}"; there are ${SERVICES.join(', ')}.`);
  if (!Number.isInteger(times) || times < 1) throw wrong('"times" is a whole number, 1 or more.');
  for (const [key, value] of Object.entries(effect))
    if (!isEffect(key, value)) throw wrong(`"${key}" cannot be ${JSON.stringify(value)}.`);
  if (Object.keys(effect).length === 0) throw wrong('It says nothing of what is to happen.');
  return { match, times, ...effect };
}

function isEffect(key: string, value: unknown): boolean {
  if (key === 'resetAfterEffect') return typeof value === 'boolean';
  if (key === 'status') return Number.isInteger(value) && Number(value) >= 200 && Number(value) <= 599;
  return (key === 'retryAfter' || key === 'delay') && typeof value === 'number' && value >= 0;
}
