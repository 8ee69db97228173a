import fc from 'fast-check';
import { toPress } from '../../../adapters/teams/receive/presses.js';
import { toTurn } from '../../../adapters/teams/receive/turns.js';
import { readActivity } from '../../../adapters/teams/wire.js';

const TENANT = '7c1f2c9e-3b54-4e0a-9d3f-5a6b7c8d9e0f';
const OID = 'aaaaaaaa-0000-4000-8000-00000000000a';
const BOT = { id: '28:bot', name: 'pim-bot' };
const CHAT = { id: 'a:1ana', conversationType: 'personal', tenantId: TENANT };
const ANA = { id: '29:ana', name: 'Ana Ruiz', aadObjectId: OID };
const NOW = 1_772_000_000_000;

const base = {
  type: 'message',
  id: '17',
  serviceUrl: 'https://smba.trafficmanager.net/emea/',
  from: ANA,
  recipient: BOT,
  conversation: CHAT,
  channelData: { tenant: { id: TENANT } },
  text: 'help',
};

function read(change: Record<string, unknown> = {}) {
  const activity = readActivity({ ...base, ...change });
  if (!activity) throw new Error('The activity is malformed.');
  return toTurn(activity, { tenantId: TENANT, now: NOW });
}

test('a message becomes a turn', () => {
  const client = { type: 'clientInfo', locale: 'de-DE', timezone: 'Europe/Berlin' };
  expect(read({ locale: 'en-GB', entities: [client] })).toEqual({
    id: 'teams:a:1ana:17',
    person: { tenant: TENANT, oid: OID },
    displayName: 'Ana Ruiz',
    conversation: {
      platform: 'teams',
      id: 'a:1ana',
      personal: true,
      reference: {
        serviceUrl: 'https://smba.trafficmanager.net/emea/',
        conversation: 'a:1ana',
        user: '29:ana',
        bot: '28:bot',
        tenant: TENANT,
      },
    },
    message: { kind: 'text', text: 'help' },
    locale: 'en-GB',
    zone: 'Europe/Berlin',
    at: NOW,
  });
});

const mention = (id: string, name: string) => ({
  type: 'mention',
  text: `<at>${name}</at>`,
  mentioned: { id, name },
});
const client = (given: object) => [{ type: 'clientInfo', ...given }];

test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
  [
    'the bot’s mention goes',
    { text: '<at>pim-bot</at>&nbsp;my roles', entities: [mention(BOT.id, 'pim-bot')] },
    { message: { kind: 'text', text: 'my roles' } },
  ],
  [
    'a person’s mention is the name',
    { text: 'cancel, says <at>Ben $& Okafor</at>', entities: [mention('29:ben', 'Ben $& Okafor')] },
    { message: { kind: 'text', text: 'cancel, says Ben $& Okafor' } },
  ],
  [
    'odd entities do not matter',
    {
      text: ' help ',
      entities: [null, 5, { type: 'mention' }, { type: 'mention', text: '', mentioned: BOT }],
    },
    { message: { kind: 'text', text: 'help' } },
  ],
  ['no text is an empty one', { text: undefined }, { message: { kind: 'text', text: '' } }],
  ['text that is none is an empty one', { text: { a: 1 } }, { message: { kind: 'text', text: '' } }],
  [
    'the client’s locale, when the activity has none',
    { entities: client({ locale: 'fr-FR' }) },
    { locale: 'fr-FR' },
  ],
  [
    'an invalid locale is passed over',
    { locale: 'x_!', entities: client({ locale: 'fr-fr' }) },
    { locale: 'fr-FR' },
  ],
  ['no valid locale', { locale: 'not a locale' }, { locale: 'en-US' }],
  [
    'localTimezone, when the client says none',
    { localTimezone: 'America/New_York' },
    { zone: 'America/New_York' },
  ],
  ['an invalid zone', { localTimezone: 'Mars/Olympus' }, { zone: 'UTC' }],
  ['an offset is no zone', { localTimezone: '+02:00' }, { zone: 'UTC' }],
  ['a huge zone', { localTimezone: 'x'.repeat(10_000) }, { zone: 'UTC' }],
  [
    'an object id in capitals',
    { from: { ...ANA, aadObjectId: OID.toUpperCase() } },
    { person: { tenant: TENANT, oid: OID } },
  ],
  [
    'the tenant in the conversation alone',
    { channelData: undefined },
    { person: { tenant: TENANT, oid: OID } },
  ],
  [
    'the tenant in the channel data alone',
    { conversation: { ...CHAT, tenantId: undefined } },
    { person: { tenant: TENANT, oid: OID } },
  ],
  ['the app is installed', { type: 'installationUpdate', action: 'add' }, { message: { kind: 'hello' } }],
  [
    'the bot joins',
    { type: 'conversationUpdate', membersAdded: [{ id: '29:ana' }, BOT] },
    { message: { kind: 'hello' } },
  ],
])('%s', (_name, change, expected) => {
  expect(read(change)).toMatchObject(expected);
});

test.each<[string, boolean]>([
  ['personal', true],
  ['groupChat', false],
  ['channel', false],
])('a %s conversation: personal is %s', (conversationType, personal) => {
  expect(read({ conversation: { ...CHAT, conversationType } })?.conversation.personal).toBe(personal);
});

test.each<[string, Record<string, unknown>]>([
  ['another tenant in the conversation', { conversation: { ...CHAT, tenantId: OID } }],
  ['another tenant in the channel data', { channelData: { tenant: { id: OID } } }],
  ['no tenant at all', { conversation: { ...CHAT, tenantId: undefined }, channelData: undefined }],
  ['no object id', { from: { id: '29:ana' } }],
  ['an object id that is none', { from: { ...ANA, aadObjectId: 'ana' } }],
])('%s: refused as a guest', (_name, change) => {
  expect(read(change)).toMatchObject({ refused: 'guest', locale: 'en-US', zone: 'UTC' });
});

test.each<[string, Record<string, unknown>]>([
  ['the app is removed', { type: 'installationUpdate', action: 'remove' }],
  ['a person joins a team', { type: 'conversationUpdate', membersAdded: [{ id: '29:ben' }] }],
  ['a channel is renamed', { type: 'conversationUpdate' }],
  ['an unknown invoke', { type: 'invoke', name: 'composeExtension/query' }],
])('%s: nothing for the bot', (_name, change) => {
  expect(read(change)).toBeUndefined();
});

const execute = (data: unknown, verb: unknown = 'activate.submit') => ({
  action: { type: 'Action.Execute', verb, data },
});
const CARD = { id: 'AAAAAAAAAAAAAAAAAAAAAA', v: 2 };
const NOTHING = { kind: 'press', action: '', card: '', version: 0, inputs: {} };

test('a press carries ids and what was typed, and no other kind of value', () => {
  const typed = {
    justification: 'INC-7',
    duration: 'PT2H',
    scope: { id: '/' },
    n: 5,
    'a b': 'x',
    __proto__x: 'y',
  };
  expect(
    read({ type: 'invoke', name: 'adaptiveCard/action', value: execute({ ...CARD, item: '3', ...typed }) }),
  ).toMatchObject({
    message: {
      kind: 'press',
      action: 'activate.submit',
      card: CARD.id,
      version: 2,
      item: '3',
      inputs: { justification: 'INC-7', duration: 'PT2H' },
    },
  });
});

test('fields are capped in number and length', () => {
  const many = Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`f${n}`, 'x'.repeat(5_000)]));
  const { inputs } = toPress(execute({ ...CARD, ...many }));
  expect(Object.keys(inputs)).toHaveLength(20);
  expect(new Set(Object.values(inputs).map((text) => text.length))).toEqual(new Set([4_000]));
});

test.each<[string, unknown]>([
  ['no value', undefined],
  ['no action', {}],
  ['no data', execute(undefined)],
  ['no version', execute({ id: CARD.id })],
  ['a version that is text', execute({ ...CARD, v: '2' })],
  ['a negative version', execute({ ...CARD, v: -1 })],
  ['no card', execute({ v: 2 })],
  ['a card that is a path', execute({ ...CARD, id: '../turn/1' })],
  ['a card that is an object', execute({ ...CARD, id: { $ne: null } })],
  ['a row that is a list', execute({ ...CARD, item: ['1'] })],
  ['a verb that is none', execute(CARD, 'constructor')],
  ['a verb that is a number', execute(CARD, 5)],
])('a press with %s names no card', (_name, value) => {
  expect(toPress(value)).toEqual(NOTHING);
});

test('whatever a card is made to send, it is a press with strings alone', () => {
  fc.assert(
    fc.property(fc.anything(), fc.anything(), (data, other) => {
      for (const value of [other, execute(data), execute({ ...CARD, data })]) {
        const press = toPress(value);
        expect(Object.values(press.inputs).every((text) => typeof text === 'string')).toBe(true);
        expect([CARD.id, ''].includes(press.card) || /^[\w-]{1,64}$/.test(press.card)).toBe(true);
      }
    }),
  );
});

test('whatever is signed, reading it does not throw', () => {
  fc.assert(
    fc.property(
      fc.record({
        text: fc.anything(),
        locale: fc.anything(),
        localTimezone: fc.anything(),
        entities: fc.anything(),
        value: fc.anything(),
        channelData: fc.anything(),
        membersAdded: fc.anything(),
      }),
      fc.constantFrom('message', 'invoke', 'conversationUpdate'),
      (odd, type) => {
        const activity = readActivity({ ...base, ...odd, type, name: 'adaptiveCard/action' });
        if (activity) toTurn(activity, { tenantId: TENANT, now: NOW });
      },
    ),
  );
});
