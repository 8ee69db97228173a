import { parse } from '../../../bot/grammar/parse.js';

const winter = '2026-11-04T14:30:00Z';

const ends: [string, string, string, string, string][] = [
  ['Berlin', winter, 'Europe/Berlin', 'until 17:00', '2026-11-04T16:00:00Z'],
  ['New York', winter, 'America/New_York', 'until 17:00', '2026-11-04T22:00:00Z'],
  ['Kolkata, half an hour off', winter, 'Asia/Kolkata', 'until 23:00', '2026-11-04T17:30:00Z'],
  ['Kathmandu, a quarter off', winter, 'Asia/Kathmandu', 'until 23:00', '2026-11-04T17:15:00Z'],
  ['Auckland, where it is tomorrow', winter, 'Pacific/Auckland', 'until 17:00', '2026-11-05T04:00:00Z'],
  ['Honolulu, in the morning', winter, 'Pacific/Honolulu', 'until noon', '2026-11-04T22:00:00Z'],
  ['UTC', winter, 'UTC', 'until 17:00', '2026-11-04T17:00:00Z'],
  ['a zone that is none counts as UTC', winter, 'Mars/Olympus', 'until 17:00', '2026-11-04T17:00:00Z'],
  ['a zone in the sentence', winter, 'Europe/Berlin', 'until 17:00 Europe/London', '2026-11-04T17:00:00Z'],
  ['an offset in the sentence', winter, 'America/New_York', 'until 18:00 CET', '2026-11-04T17:00:00Z'],
  ['tomorrow in Auckland', winter, 'Pacific/Auckland', 'until tomorrow 9am', '2026-11-05T20:00:00Z'],
  ['monday in Auckland', winter, 'Pacific/Auckland', 'until monday 9am', '2026-11-08T20:00:00Z'],
  ['today by name, later', winter, 'Europe/Berlin', 'until wednesday 17:00', '2026-11-04T16:00:00Z'],
  [
    'spring: the night is an hour shorter',
    '2026-03-28T20:00:00Z',
    'Europe/Berlin',
    'until tomorrow 9am',
    '2026-03-29T07:00:00Z',
  ],
  [
    'spring: an hour that is left out',
    '2026-03-28T20:00:00Z',
    'Europe/Berlin',
    'until tomorrow 2:30',
    '2026-03-29T01:30:00Z',
  ],
  [
    'autumn: the night is an hour longer',
    '2026-10-24T15:30:00Z',
    'Europe/Berlin',
    'until tomorrow 9am',
    '2026-10-25T08:00:00Z',
  ],
  [
    'autumn: the first of two',
    '2026-10-24T20:00:00Z',
    'Europe/Berlin',
    'until tomorrow 2:30',
    '2026-10-25T00:30:00Z',
  ],
  [
    'autumn: the second, between the two',
    '2026-10-25T00:45:00Z',
    'Europe/Berlin',
    'until 2:30',
    '2026-10-25T01:30:00Z',
  ],
  [
    'autumn in New York',
    '2026-10-31T20:00:00Z',
    'America/New_York',
    'until tomorrow 9am',
    '2026-11-01T14:00:00Z',
  ],
  ['midnight is the end of today', winter, 'Europe/Berlin', 'until midnight', '2026-11-04T23:00:00Z'],
  ['24:00 as well', winter, 'Europe/Berlin', 'until 24:00', '2026-11-04T23:00:00Z'],
  ['over New Year', '2026-12-30T10:00:00Z', 'Europe/Berlin', 'until 2 january 9am', '2027-01-02T08:00:00Z'],
  ['29 February', '2028-02-28T10:00:00Z', 'Europe/Berlin', 'until tomorrow 9am', '2028-02-29T08:00:00Z'],
];

test.each(ends)('%s', (_, now, zone, words, end) => {
  const intent = parse(`activate Contributor on rg-x ${words}`, { now: Date.parse(now), zone });
  expect(intent).toMatchObject({ kind: 'activate', role: 'Contributor', scope: 'rg-x' });
  const at = intent.kind === 'activate' && intent.span?.kind === 'until' ? intent.span.at : Number.NaN;
  expect(new Date(at).toISOString()).toBe(new Date(end).toISOString());
});

const past: [string, string, string][] = [
  [winter, 'Europe/Berlin', 'until 15:30'],
  [winter, 'Europe/Berlin', 'until 9am'],
  [winter, 'Europe/Berlin', 'until wednesday 9am'],
  [winter, 'Europe/Berlin', 'until 4 nov 9am'],
  [winter, 'Europe/Berlin', 'until 2026-11-03 09:00'],
  [winter, 'Europe/Berlin', 'from 14:00 for 2h'],
  [winter, 'Europe/Berlin', 'today 9:00 for 2h'],
  [winter, 'Pacific/Auckland', 'until 3:00'],
];

test.each(past)('at %s in %s "%s" is past and not moved', (now, zone, words) => {
  const intent = parse(`activate Contributor on rg-x ${words}`, { now: Date.parse(now), zone });
  expect(intent).toEqual({ kind: 'misunderstood', why: 'pastTime', nearest: 'activate' });
});

test('a minute decides', () => {
  const at = (now: string) =>
    parse('activate Contributor on rg-x until 17:00', { now: Date.parse(now), zone: 'UTC' }).kind;
  expect(at('2026-11-04T16:59:59.999Z')).toBe('activate');
  expect(at('2026-11-04T17:00:00Z')).toBe('misunderstood');
});

test('a start relative to now is exact', () => {
  const now = Date.parse(winter);
  const intent = parse('activate Contributor on rg-x in 90 minutes for 1h', { now, zone: 'UTC' });
  expect(intent).toMatchObject({
    kind: 'activate',
    start: now + 5_400_000,
    span: { kind: 'for', duration: 'PT1H' },
  });
});
