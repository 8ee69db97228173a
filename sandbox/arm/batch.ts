import { member, textMember } from './body.js';
import type { ArmAnswer } from './call.js';
import { dispatch, type IncomingCall } from './dispatch.js';
import { errorAnswer, invalidContent, toArmError } from './errors.js';
import { ARM_ORIGIN } from './lists/paging.js';
import { requireBatchVersion } from './versions.js';

const MOST = 20;

/** Whether a path is that of the batch, which the portal uses and no documentation describes. */
export function isBatch(path: string): boolean {
  return /^\/+batch\/?$/i.test(path);
}

/** Answers up to twenty calls in one; each gets its own status, whatever becomes of the others. */
export function runBatch(call: IncomingCall): ArmAnswer {
  requireBatchVersion(call.url.searchParams.get('api-version'));
  const requests = member(call.body, 'requests');
  if (!Array.isArray(requests) || requests.length === 0)
    throw invalidContent("Required property 'requests' not found");
  if (requests.length > MOST) throw invalidContent(`A batch holds at most ${MOST} requests`);
  return { status: 200, body: { responses: requests.map((request: unknown) => runOne(call, request)) } };
}

function runOne(call: IncomingCall, request: unknown) {
  const { status, body } = answered(call, request);
  const text = body === undefined ? '' : JSON.stringify(body);
  return {
    name: textMember(request, 'name') ?? '',
    httpStatusCode: status,
    headers: body === undefined ? {} : { 'Content-Type': 'application/json; charset=utf-8' },
    ...(body !== undefined && { content: body }),
    contentLength: Buffer.byteLength(text),
  };
}

function answered(call: IncomingCall, request: unknown): ArmAnswer {
  try {
    const address = textMember(request, 'url');
    if (address === undefined) throw invalidContent("Required property 'url' not found");
    const url = new URL(address.replace(/^\/{2,}/, '/'), ARM_ORIGIN);
    const method = (textMember(request, 'httpMethod') ?? 'GET').toUpperCase();
    return dispatch({ ...call, method, url, body: member(request, 'content'), batched: true });
  } catch (thrown) {
    return errorAnswer(toArmError(thrown));
  }
}
