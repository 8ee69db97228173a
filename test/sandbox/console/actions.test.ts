import type { Message } from '../../../sandbox/teams/messages.js';
import type { Bot, Got } from '../teams/stub-bot.js';
import { startWorld, type World } from '../teams/world.js';

const form = (state: string) => ({
  type: 'AdaptiveCard',
  version: '1.5',
  body: [
    { type: 'TextBlock', text: state },
    { type: 'Input.Text', id: 'justification', isRequired: true },
    { type: 'Input.ChoiceSet', id: 'choice', 'choices.data': { type: 'Data.Query', dataset: 'places' } },
  ],
  actions: [
    {
      type: 'Action.Execute',
      id: 'activate.submit',
      verb: 'activate.submit',
      title: 'Activate',
      data: { id: 'd1', v: 1 },
    },
    { type: 'Action.Execute', verb: 'note', title: 'Note', associatedInputs: 'none' },
    { type: 'Action.Execute', verb: 'old', title: 'Old', associatedInputs: 'none' },
  ],
});
const attached = (card: unknown) => ({
  attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
});

const ANSWERS: Record<string, unknown> = {
  'activate.submit': {
    statusCode: 200,
    type: 'application/vnd.microsoft.card.adaptive',
    value: form('for one'),
  },
  note: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'Noted.' },
  old: {
    statusCode: 400,
    type: 'application/vnd.microsoft.error',
    value: { code: 'Old', message: 'This card is old.' },
  },
};

let world: World;
let bot: Bot;
let card: Message;

async function act(activity: Got, answering: Bot): Promise<unknown> {
  bot = answering;
  if (activity.name === 'application/search')
    return { type: 'application/vnd.microsoft.search.searchResponse' };
  if (activity.type === 'invoke') return ANSWERS[activity.value.action.verb];
  return answering.send(activity.conversation.id, attached(form('first')));
}

const ana = '/sandbox/people/ana/teams';
const click = (body: unknown, id = card.id) => world.call('POST', `${ana}/messages/${id}/actions`, body);
const sees = async () => (await world.call<Message[]>('GET', `${ana}/messages`)).body;
const stateOf = (message: Message | undefined) =>
  (message?.card as ReturnType<typeof form> | undefined)?.body[0]?.text;

beforeAll(async () => {
  world = await startWorld(act);
  const [sent] = (await world.call('POST', `${ana}/messages`, { text: 'a form' })).body.messages;
  if (!sent) throw new Error('no card came');
  card = sent;
});
afterAll(() => world.close());

it('sends what a Teams client sends', async () => {
  await click({ action: 'activate.submit', inputs: { justification: 'INC-7' } });
  expect(bot.got.at(-1)).toMatchObject({
    type: 'invoke',
    name: 'adaptiveCard/action',
    replyToId: card.id,
    value: {
      trigger: 'manual',
      action: {
        type: 'Action.Execute',
        id: 'activate.submit',
        verb: 'activate.submit',
        data: { id: 'd1', v: 1, justification: 'INC-7' },
      },
    },
  });
});

it('replaces the card for who pressed, until the bot edits the message', async () => {
  const { body } = await click({ action: 'Activate', inputs: { justification: 'INC-7' } });
  expect(body.response.type).toBe('application/vnd.microsoft.card.adaptive');
  expect(body.messages.map(stateOf)).toEqual(['for one']);
  expect(stateOf((await sees()).find(({ id }) => id === card.id))).toBe('for one');
  await bot.edit(card.conversation, card.id, attached(form('for all')));
  expect(stateOf((await sees()).find(({ id }) => id === card.id))).toBe('for all');
});

it.each([
  ['Note', 'Noted.'],
  ['Old', 'This card is old.'],
])('shows the words that "%s" is answered with', async (action, words) => {
  const { status, body } = await click({ action });
  expect([status, body.messages.map((message) => message.text)]).toEqual([200, [words]]);
});

it.each([
  ['an unknown button', { action: 'Approve' }, 400, 'ActionNotFound'],
  ['a missing field', { action: 'Activate' }, 400, 'InputMissing'],
  ['no button', {}, 400, 'FieldMissing'],
  ['inputs that are none', { action: 'Activate', inputs: ['x'] }, 400, 'InputsInvalid'],
])('refuses %s', async (_case, body, status, code) => {
  const answer = await click(body);
  expect([answer.status, answer.body.error.code]).toEqual([status, code]);
});

it('says which cards there are when a message is not', async () => {
  const { status, body } = await click({ action: 'Activate' }, '12');
  expect([status, body.error.code]).toEqual([404, 'MessageNotFound']);
  expect(body.error.message).toContain(card.id);
});

it('does not let a stranger press', async () => {
  const path = `/sandbox/people/ben/teams/messages/${card.id}/actions`;
  expect((await world.call('POST', path, { action: 'Note' })).status).toBe(404);
});

it('searches as a field with typeahead does', async () => {
  const asked = { messageId: card.id, actionId: 'choice', query: 'pay' };
  expect((await world.call('POST', `${ana}/options`, asked)).status).toBe(200);
  expect(bot.got.at(-1)).toMatchObject({
    name: 'application/search',
    value: { queryText: 'pay', dataset: 'places' },
  });
});
