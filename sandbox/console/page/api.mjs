/** Calls the sandbox; throws an Error with its words when it refuses, `unsent` when nobody is there. */
async function call(method, path, body) {
  const sent =
    body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(`/sandbox/${path}`, { method, ...sent }).catch(() => {
    throw Object.assign(new Error('The sandbox does not answer.'), { unsent: true });
  });
  const text = await response.text();
  const answer = text === '' ? undefined : JSON.parse(text);
  if (!response.ok) throw new Error(answer?.error?.message ?? `The sandbox answered ${response.status}.`);
  return answer;
}

const chat = (person) => `people/${person}/teams`;

export const people = () => call('GET', 'people');
export const messages = (person) => call('GET', `${chat(person)}/messages`);
export const say = (person, text) => call('POST', `${chat(person)}/messages`, { text });
export const press = (person, message, { action, inputs }) =>
  call('POST', `${chat(person)}/messages/${encodeURIComponent(message)}/actions`, { action, inputs });
export const state = () => call('GET', 'state');
export const advance = (duration) => call('POST', 'clock', { advance: duration });
export const upstream = () => call('GET', 'upstream');
export const clearUpstream = () => call('DELETE', 'upstream');
export const addFault = (fault) => call('POST', 'faults', fault);
export const clearFaults = () => call('DELETE', 'faults');
export const faults = () => call('GET', 'faults');

/** Server-sent events; the browser joins again by itself when the sandbox was away. */
export function listen({ message, typing, clock, upstream: called, joined, lost }) {
  const source = new EventSource('/sandbox/events');
  const on = (event, handle) => source.addEventListener(event, (e) => handle(JSON.parse(e.data)));
  on('message', message);
  on('typing', typing);
  on('clock', clock);
  on('upstream', called);
  source.onopen = joined;
  source.onerror = lost;
}
