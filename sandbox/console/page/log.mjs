import * as api from './api.mjs';
import { $, make } from './dom.mjs';

const WORDS = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  204: 'Done',
  400: 'Bad request',
  401: 'Unauthorized',
};
Object.assign(WORDS, {
  403: 'Forbidden',
  404: 'Not found',
  409: 'Conflict',
  412: 'Not met',
  429: 'Too many requests',
});
Object.assign(WORDS, { 500: 'Server error', 502: 'Bad gateway', 503: 'Unavailable', 504: 'Timeout' });

const CHAT = ['connector', 'token'];
const isWrite = ({ service, method }) => (service === 'arm' || service === 'graph') && method !== 'GET';
const isFailure = ({ status }) => status === 0 || status >= 400;
const FILTERS = {
  pim: (call) => !CHAT.includes(call.service) && !call.background,
  background: (call) => call.background,
  all: () => true,
  writes: isWrite,
  failures: isFailure,
};
const FAULTS = {
  wait: { match: { service: 'arm' }, times: 1, status: 429, retryAfter: 3 },
  down: { match: { service: 'arm' }, times: 1, status: 503 },
  slow: { match: { service: 'arm' }, times: 1, delay: 30_000 },
  broken: { match: { service: 'arm', method: 'PUT' }, times: 1, resetAfterEffect: true },
};
const SHOWN = 300;
const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', timeZone: 'UTC' });

/** The log of what the bot called. `nameOf(oid)` gives a person's first name. */
export function startLog({ nameOf }) {
  let calls = [];
  let sinceAct;
  const filter = $('#filter');
  const fault = $('#fault');
  const body = $('.log tbody');
  const draw = () => {
    const rows = calls.filter(FILTERS[filter.value]).slice(-SHOWN);
    body.replaceChildren(...rows.map((call) => row(call, nameOf)));
    if (rows.length === 0) body.append(nothing(calls.length > 0));
    $('.log-rows').scrollTop = $('.log-rows').scrollHeight;
    $('.log .sum').replaceChildren(...summary(calls, sinceAct));
  };
  const load = async () => {
    calls = await api.upstream();
    if (calls.length < sinceAct) sinceAct = undefined;
    draw();
  };
  // It scrolls, so the keyboard must get there.
  $('.log-rows').tabIndex = 0;
  filter.onchange = draw;
  $('#clear').onclick = async () => {
    await api.clearUpstream();
    await load();
  };
  fault.onchange = async () => {
    await api.clearFaults();
    if (FAULTS[fault.value]) await api.addFault(FAULTS[fault.value]);
  };
  return {
    load,
    /** What follows comes of a new act of a person. */
    mark() {
      sinceAct = calls.length;
    },
    async called(call) {
      calls.push(call);
      draw();
      if (fault.value !== 'normal' && (await api.faults()).length === 0) fault.value = 'normal';
    },
  };
}

function row(call, nameOf) {
  const { at, method, path, status, ms, oid, background } = call;
  const cell = make('td', {
    cls: 'call',
    title: path,
    children: [make('span', { cls: 'verb', text: method })],
  });
  cell.append(` ${readable(path)}`);
  if (isWrite(call)) cell.append(make('span', { cls: 'mark', text: 'write' }));
  if (background) cell.append(make('span', { cls: 'mark', text: 'background' }));
  const answer = status === 0 ? 'broke off' : `${status} ${WORDS[status] ?? ''}`;
  return make('tr', {
    children: [
      make('td', { text: time.format(at) }),
      make('td', { text: oid ? nameOf(oid) : 'pim-bot' }),
      cell,
      make('td', { cls: isFailure(call) ? 'no' : 'ok', text: answer }),
      make('td', { cls: 'num', text: `${ms} ms` }),
    ],
  });
}

/** Ids are cut to their beginning and the version is left out; the whole path is the cell's title. */
function readable(path) {
  return decoded(path)
    .replace(/([?&])api-version=[^&]*&?/, '$1')
    .replace(/[?&]$/, '')
    .replace(/subscriptions\/[^/]+\/resourceGroups\//i, 'subscriptions/…/')
    .replace(/([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, '$1…')
    .replace(/((?:a|29):1[\w-]{6})[\w-]{30,}/g, '$1…');
}

function decoded(path) {
  try {
    return decodeURIComponent(path.replaceAll('+', ' '));
  } catch {
    return path;
  }
}

function nothing(hidden) {
  const words = hidden ? 'None of these.' : 'Nothing was called yet. Write something to the bot.';
  return make('tr', { children: [make('td', { colspan: 5, text: words })] });
}

function summary(calls, sinceAct) {
  if (calls.length === 0) return ['none yet'];
  const acted = sinceAct !== undefined;
  const last = calls.slice(sinceAct ?? 0);
  const asked = last.filter(FILTERS.pim);
  const failed = asked.filter(isFailure).length;
  const behind = last.filter(FILTERS.background).length;
  const ms = asked.reduce((sum, call) => sum + call.ms, 0);
  const long = [
    acted ? ' since the last message or click' : ' so far',
    ...(failed > 0 ? [`; ${failed} failed`] : []),
    ...(behind > 0 ? [`; ${behind} in the background`] : []),
  ];
  const count = asked.length === 1 ? '1 call' : `${asked.length} calls`;
  if (asked.length === 0 && behind === 0)
    return [acted ? 'none since the last message or click' : 'none yet'];
  return [`${count}, ${ms} ms`, make('span', { cls: 'long', text: long.join('') })];
}
