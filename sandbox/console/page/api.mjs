/**
 * Calls the sandbox; throws an Error with its words and its `code` when it refuses, `unsent` when nobody is there.
 */
async function call(method, path, body) {
  const sent =
    body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(`/sandbox/${path}`, { method, ...sent }).catch(() => {
    throw Object.assign(new Error('The sandbox does not answer.'), { unsent: true });
  });
  const text = await response.text();
  const answer = text === '' ? undefined : JSON.parse(text);
  if (response.ok) return answer;
  const { code, message = `The sandbox answered ${response.status}.` } = answer?.error ?? {};
  throw Object.assign(new Error(message), { code });
}

const within = (platform, person, path) => `people/${person}/${platform}/${path}`;
const actionsOn = (kind, id) => `${kind}/${encodeURIComponent(id)}/actions`;

export const people = () => call('GET', 'people');
export const state = () => call('GET', 'state');
export const advance = (duration) => call('POST', 'clock', { advance: duration });
export const upstream = () => call('GET', 'upstream');
export const clearUpstream = () => call('DELETE', 'upstream');
export const addFault = (fault) => call('POST', 'faults', fault);
export const clearFaults = () => call('DELETE', 'faults');
export const faults = () => call('GET', 'faults');

/** What one does and sees as a person in Teams. */
export const teams = {
  messages: (person) => call('GET', within('teams', person, 'messages')),
  say: (person, text) => call('POST', within('teams', person, 'messages'), { text }),
  press: (person, message, press) =>
    call('POST', within('teams', person, actionsOn('messages', message)), press),
};

/** The same in Slack; a sheet is `{messageId}` or `{viewId}`. */
export const slack = {
  messages: (person) => call('GET', within('slack', person, 'messages')),
  views: (person) => call('GET', within('slack', person, 'views')),
  say: (person, said) => call('POST', within('slack', person, 'messages'), said),
  press: (person, { messageId, viewId }, press) => {
    const place = viewId ? actionsOn('views', viewId) : actionsOn('messages', messageId);
    return call('POST', within('slack', person, place), press);
  },
  options: (person, sheet, asked) => call('POST', within('slack', person, 'options'), { ...sheet, ...asked }),
  shortcut: (person, taken) => call('POST', within('slack', person, 'shortcuts'), taken),
  home: (person) => call('POST', within('slack', person, 'home'), {}),
};

/** Server-sent events; the browser joins again by itself when the sandbox was away. */
export function listen({ message, view, typing, clock, upstream: called, joined, lost }) {
  const source = new EventSource('/sandbox/events');
  const on = (event, handle) => source.addEventListener(event, (e) => handle(JSON.parse(e.data)));
  on('message', message);
  on('view', view);
  on('typing', typing);
  on('clock', clock);
  on('upstream', called);
  source.onopen = joined;
  source.onerror = lost;
}
