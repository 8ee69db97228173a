import {
  createEmptyPipeline,
  createHttpHeaders,
  createPipelineRequest,
  type HttpClient,
  type PipelineRequest,
  proxyPolicy,
  tracingPolicy,
} from '@azure/core-rest-pipeline';
import type { PimErrorDetails } from '../../bot/pim/errors.js';
import { type RawAnswer, receive } from './body.js';
import { statusFailure, transportFailure } from './failure.js';
import { member } from './member.js';
import type { Address } from './path.js';
import { retryAfterOf } from './retry-after.js';

/** One call to a service that speaks JSON. */
export interface Call {
  method: 'GET' | 'PUT' | 'POST' | 'PATCH';
  address: Address;
  /** The acting person's own token. */
  token: string;
  /** Nobody waits for the answer. */
  background: boolean;
  body?: unknown;
  /** Headers that this kind of call needs beside the common ones. */
  headers?: Record<string, string>;
  /** Whether it changes something; by default every method but GET does. */
  writes?: boolean;
  /** ms; by default 10 s for a read and 35 s for a write, for PIM's PUT may take 30 s. */
  timeout?: number;
}

/** An answer that the service meant: 2xx to 4xx, without 408 and 429. */
export interface Answer {
  status: number;
  /** `undefined` when it was empty or no JSON. */
  body: unknown;
  header(name: string): string | undefined;
  /** What the service said, for an error's details. */
  server: NonNullable<PimErrorDetails['server']>;
}

const READ_MS = 10_000;
const WRITE_MS = 35_000;
const RETRIES = 2;
const LONGEST_WAIT_MS = 10_000;

const pipeline = createEmptyPipeline();
pipeline.addPolicy(proxyPolicy());
pipeline.addPolicy(tracingPolicy({ userAgentPrefix: 'pim-bot' }));

/**
 * Sends one call. A GET that is answered 429 with a wait that fits is sent again, at most twice; nothing else is:
 * whoever records a write decides about it. Throws PimError `unavailable`, `unclear` or `throttled`.
 */
export async function request(http: HttpClient, call: Call): Promise<Answer> {
  let waited = 0;
  for (let retries = 0; ; retries += 1) {
    const answer = await exchange(http, call);
    const retryAfter = retryAfterOf(answer.header('retry-after'), Date.now());
    const again = call.method === 'GET' && answer.status === 429 && retries < RETRIES;
    if (again && retryAfter !== undefined && waited + retryAfter <= LONGEST_WAIT_MS) {
      waited += retryAfter;
      await new Promise((resolve) => setTimeout(resolve, retryAfter));
      continue;
    }
    const failed = statusFailure({ writes: writes(call), server: answer.server, retryAfter });
    if (failed) throw failed;
    return answer;
  }
}

async function exchange(http: HttpClient, call: Call): Promise<Answer> {
  const sent = requestOf(call);
  const timeout = call.timeout ?? (writes(call) ? WRITE_MS : READ_MS);
  try {
    return answerOf(await receive(sent, (ready) => pipeline.sendRequest(http, ready), timeout), sent);
  } catch (cause) {
    throw transportFailure({ writes: writes(call), server: { call: sent.requestId }, cause });
  }
}

function requestOf(call: Call): PipelineRequest {
  const sent = createPipelineRequest({
    url: call.address,
    method: call.method,
    headers: createHttpHeaders(call.headers),
  });
  sent.headers.set('Accept', 'application/json');
  sent.headers.set('Authorization', `Bearer ${call.token}`);
  sent.headers.set('User-Agent', 'pim-bot');
  sent.headers.set('x-ms-client-request-id', sent.requestId);
  if (call.background) sent.headers.set('x-pim-background', '1');
  if (call.body !== undefined) {
    sent.body = JSON.stringify(call.body);
    sent.headers.set('Content-Type', 'application/json');
  }
  return sent;
}

/** A 2xx that is not JSON was cut or comes from something in between: it is treated as no answer. */
function answerOf(raw: RawAnswer, sent: PipelineRequest): Answer {
  const { status, header, text } = raw;
  const body = jsonOf(text, status < 300);
  const id = header('x-ms-correlation-request-id') ?? header('x-ms-request-id') ?? header('request-id');
  return { status, body, header, server: { status, call: id ?? sent.requestId, ...saidIn(body) } };
}

function jsonOf(text: string, must: boolean): unknown {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (must) throw cause;
    return undefined;
  }
}

/** `{"error":{"code","message"}}`, in any casing: the shape that ARM and Graph share. */
export function saidIn(body: unknown): { code?: string; message?: string } {
  const error = member(body, 'error');
  const code = member(error, 'code');
  const message = member(error, 'message');
  return {
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof message === 'string' ? { message } : {}),
  };
}

function writes(call: Call): boolean {
  return call.writes ?? call.method !== 'GET';
}
