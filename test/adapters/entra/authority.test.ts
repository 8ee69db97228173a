import { createHttpHeaders, createPipelineRequest, type PipelineRequest } from '@azure/core-rest-pipeline';
import { credentialOptions, type Heard } from '../../../adapters/entra/authority.js';
import { httpClient } from '../../../adapters/http/pipeline.js';
import { REGISTRATION } from './entra.js';

/** The policy that listens, with what it heard and a request to send through it. */
function listening() {
  const heard: Heard = {};
  const [{ policy } = raise()] = credentialOptions({
    registration: REGISTRATION,
    http: httpClient(),
    heard,
  }).additionalPolicies;
  const request = createPipelineRequest({
    url: 'https://login.sandbox.invalid/',
    headers: createHttpHeaders(),
  });
  return { heard, policy, request };
}

const untilAborted = (request: PipelineRequest) =>
  new Promise<never>((_resolve, reject) => {
    request.abortSignal?.addEventListener('abort', () => reject(new Error('aborted')));
  });

afterEach(() => jest.useRealTimers());

test('a sign-in service that says nothing is given up after ten seconds', async () => {
  jest.useFakeTimers();
  const { heard, policy, request } = listening();
  const sent = policy.sendRequest(request, untilAborted);
  jest.advanceTimersByTime(9_999);
  expect(heard.failure).toBeUndefined();
  jest.advanceTimersByTime(1);
  await expect(sent).rejects.toThrow('aborted');
  expect(heard.failure).toBeDefined();
});

test('the caller can still give up before, and no timer stays behind', async () => {
  jest.useFakeTimers();
  const { policy, request } = listening();
  const caller = new AbortController();
  request.abortSignal = caller.signal;
  const sent = policy.sendRequest(request, untilAborted);
  caller.abort();
  await expect(sent).rejects.toThrow('aborted');
  expect(jest.getTimerCount()).toBe(0);
});

function raise(): never {
  throw new Error('there is no policy');
}
