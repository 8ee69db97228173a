import type { Got } from './stub-bot.js';
import { messagePath, startWorld, type World } from './world.js';

let world: World;
let offered: (query: string) => unknown = () => undefined;
let id = '';

const plain = (text: string) => ({ type: 'plain_text', text });
const options = (count: number, name = 'rg-app') =>
  Array.from({ length: count }, (_, i) => ({ text: plain(`${name}-${i}`), value: `${i}` }));
const search = (action_id: string, more: object = {}) => ({
  type: 'input',
  block_id: action_id,
  label: plain('Place'),
  element: { type: 'external_select', action_id, ...more },
});
const blocks = [
  search('choice', { min_query_length: 0 }),
  search('typed'),
  { type: 'actions', elements: [{ type: 'button', action_id: 'go', text: plain('Go') }] },
];

beforeAll(async () => {
  world = await startWorld(({ type, value }) => (type === 'block_suggestion' ? offered(value) : undefined));
  const { ts } = await world.bot.call('chat.postMessage', { channel: 'D0ANA', text: 'Where?', blocks });
  id = `D0ANA/${ts}`;
});
afterAll(() => world.close());

const last = () => world.bot.got.at(-1) as Got;
const asks = (query: string, actionId = 'choice', more: object = { messageId: id }) =>
  world.act('ana', 'options', { actionId, query, ...more });

it('asks the bot as a field does, and shows what it offers', async () => {
  offered = () => ({ options: options(100) });
  expect((await asks('pay')).options).toHaveLength(100);
  expect(last()).toMatchObject({
    type: 'block_suggestion',
    action_id: 'choice',
    block_id: 'choice',
    value: 'pay',
    user: { id: 'U0ANA' },
    container: { type: 'message', channel_id: 'D0ANA' },
  });
});

it('shows groups of options', async () => {
  const groups = [{ label: plain('Dev'), options: options(2) }];
  offered = () => ({ option_groups: groups });
  expect(await asks('x')).toEqual({ option_groups: groups });
});

it.each<[string, () => unknown]>([
  ['more than a hundred', () => ({ options: options(101) })],
  [
    'more than a hundred in groups',
    () => ({ option_groups: [{ label: plain('x'), options: options(101) }] }),
  ],
  ['words that are too long', () => ({ options: options(1, 'x'.repeat(75)) })],
  ['nothing', () => undefined],
  ['no options', () => ({ choices: [] })],
  ['a failure', () => 500],
  ['an answer that comes too late', () => new Promise((done) => setTimeout(done, 500))],
])('shows no result for %s', async (_case, answer) => {
  offered = answer;
  expect(await asks('x')).toEqual({ options: [] });
});

it('asks only when enough is typed: three characters where the app does not say', async () => {
  offered = () => ({ options: options(1) });
  const before = world.bot.got.length;
  expect(await asks('pa', 'typed')).toEqual({ options: [] });
  expect(world.bot.got).toHaveLength(before);
  expect(await asks('pay', 'typed')).toEqual({ options: options(1) });
});

it.each([
  ['a field of another kind', 'go', { messageId: '' }, 'FieldMissing'],
  ['a field that is not there', 'place', undefined, 'NoSearch'],
  ['a message that is not there', 'choice', { messageId: 'D0ANA/1.1' }, 'MessageNotFound'],
  ['a view that is not there', 'choice', { viewId: 'V1' }, 'ViewNotFound'],
])('refuses %s', async (_case, field, more, code) => {
  expect((await asks('x', field, more)).error.code).toBe(code);
});

describe('what is put into such a field', () => {
  const press = (choice: string) => world.act('ana', messagePath(id), { action: 'go', inputs: { choice } });

  it('is searched for, and found by its value or its words', async () => {
    const asked: string[] = [];
    offered = (query) => {
      asked.push(query);
      return { options: options(3, 'rg-pay') };
    };
    await press('rg-pay-2');
    expect(last().state.values.choice?.choice).toEqual({
      type: 'external_select',
      selected_option: { text: plain('rg-pay-2'), value: '2' },
    });
    await press('2');
    expect(asked).toEqual(['rg-pay-2']);
  });

  it('is refused when the bot does not offer it', async () => {
    offered = () => ({ options: [] });
    expect((await press('rg-none')).error).toMatchObject({ code: 'ChoiceNotFound' });
  });
});

it('searches in a modal as well', async () => {
  const view = { type: 'modal', title: plain('Where?'), submit: plain('Go'), blocks };
  const acted = world.act('ana', 'shortcuts', { shortcut: 'activate' });
  while (last().type !== 'shortcut') await new Promise((done) => setTimeout(done, 5));
  await world.bot.call('views.open', { trigger_id: last().trigger_id, view });
  await acted;
  offered = () => ({ options: options(1) });
  const [top] = await world.views('ana');
  expect(await asks('x', 'choice', { viewId: top?.id })).toEqual({ options: options(1) });
  expect(last()).toMatchObject({ container: { type: 'view', view_id: top?.id }, view: { id: top?.id } });
});
