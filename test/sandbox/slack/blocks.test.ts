import { messageBlocks, viewOf } from '../../../sandbox/slack/blocks/surfaces.js';
import type { SlackError } from '../../../sandbox/slack/refusal.js';

const plain = (text: string) => ({ type: 'plain_text', text });
const long = (count: number) => 'x'.repeat(count);
const header = (text = 'Title') => ({ type: 'header', text: plain(text) });
const section = (more: object) => ({ type: 'section', ...more });
const said = (text: string) => section({ text: { type: 'mrkdwn', text } });
const option = (value: string, text = value) => ({ text: plain(text), value });
const button = (more: object = {}) => ({ type: 'button', text: plain('Go'), action_id: 'go', ...more });
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const select = (more: object = {}) => ({ type: 'static_select', options: [option('a')], ...more });
const input = (element: object, more: object = {}) => ({
  type: 'input',
  label: plain('Reason'),
  element,
  ...more,
});
const line = (more: object = {}) => ({ type: 'plain_text_input', action_id: 'reason', ...more });
const many = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, i) => make(i));
const rich = (...elements: object[]) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_quote', elements }],
});

/** Slack's words about the blocks of a message, and its error. */
function refused(blocks: unknown): string {
  try {
    messageBlocks(blocks);
    return 'ok';
  } catch (error) {
    const { code, more } = error as SlackError;
    return [code, ...((more.errors as string[] | undefined) ?? [])].join(': ');
  }
}

it('takes all that the bot draws with', () => {
  const blocks = [
    header(),
    section({ fields: many(10, (i) => ({ type: 'mrkdwn', text: `*Fact ${i}*` })), accessory: button() }),
    rich(
      { type: 'text', text: 'said', style: { italic: true } },
      { type: 'date', timestamp: 1, format: '{ago}' },
    ),
    { type: 'context', elements: [plain('Checked')] },
    input(line({ multiline: true, max_length: 3_000, placeholder: plain('Why') }), { optional: true }),
    input({ type: 'external_select', min_query_length: 0, action_id: 'choice' }, { dispatch_action: true }),
    { type: 'divider' },
    actions(button({ style: 'primary', value: 'x' }), select({ initial_option: option('a') })),
  ];
  expect(refused(blocks)).toBe('ok');
});

const confirm = {
  title: plain('Sure?'),
  text: plain('It ends.'),
  confirm: plain('End'),
  deny: plain('Keep'),
};

it.each<[string, unknown, string]>([
  ['no list', {}, 'must provide an array [json-pointer:/blocks]'],
  [
    '51 blocks',
    many(51, () => ({ type: 'divider' })),
    'no more than 50 items allowed [json-pointer:/blocks]',
  ],
  ['an unknown block', [{ type: 'table' }], 'unsupported type: table [json-pointer:/blocks/0/type]'],
  ['a block of no type', [{}], 'unsupported type: undefined'],
  [
    'a long header',
    [header(long(151))],
    'must be less than 151 characters [json-pointer:/blocks/0/text/text]',
  ],
  [
    'markup in a header',
    [{ type: 'header', text: { type: 'mrkdwn', text: 'x' } }],
    'must be a valid enum value',
  ],
  ['an empty text', [said('')], 'must be more than 0 characters'],
  ['a long section', [said(long(3_001))], 'must be less than 3001 characters'],
  ['an empty section', [section({})], 'must define either `text` or `fields`'],
  ['11 fields', [section({ fields: many(11, () => plain('x')) })], 'no more than 10 items allowed'],
  ['a long field', [section({ fields: [plain(long(2_001))] })], 'must be less than 2001 characters'],
  ['11 in a context', [{ type: 'context', elements: many(11, () => plain('x')) }], 'no more than 10 items'],
  [
    '26 buttons',
    [actions(...many(26, (i) => button({ action_id: `${i}` })))],
    'no more than 25 items allowed',
  ],
  ['no buttons', [actions()], 'no fewer than 1 items allowed'],
  ['a long button', [actions(button({ text: plain(long(76)) }))], 'must be less than 76 characters'],
  ['a long value', [actions(button({ value: long(2_001) }))], 'must be less than 2001 characters'],
  ['a button without words', [actions({ type: 'button' })], 'missing required field: text'],
  ['a colour of its own', [actions(button({ style: 'blue' }))], 'must be a valid enum value'],
  [
    'a property of no meaning',
    [actions(button({ disabled: true }))],
    'invalid additional property: disabled',
  ],
  [
    'emoji in markup',
    [section({ text: { type: 'mrkdwn', text: 'x', emoji: true } })],
    'additional property: emoji',
  ],
  [
    'a long question',
    [actions(button({ confirm: { ...confirm, text: plain(long(301)) } }))],
    'less than 301',
  ],
  ['a long answer', [actions(button({ confirm: { ...confirm, deny: plain(long(31)) } }))], 'less than 31'],
  ['101 options', [actions(select({ options: many(101, (i) => option(`${i}`)) }))], 'no more than 100 items'],
  ['a long option', [actions(select({ options: [option('a', long(76))] }))], 'less than 76'],
  ['a long option value', [actions(select({ options: [option(long(151), 'a')] }))], 'less than 151'],
  ['a menu of nothing', [actions({ type: 'static_select' })], 'either `options` or `option_groups`'],
  [
    'a first option of none',
    [actions(select({ initial_option: option('b') }))],
    'must match one of the provided',
  ],
  [
    '11 radio buttons',
    [actions({ type: 'radio_buttons', options: many(11, (i) => option(`${i}`)) })],
    'than 10',
  ],
  [
    '6 in an overflow menu',
    [actions({ type: 'overflow', options: many(6, (i) => option(`${i}`)) })],
    'than 5',
  ],
  ['a text field among buttons', [actions(line())], 'unsupported type: plain_text_input'],
  ['a button to fill in', [input(button())], 'unsupported type: button'],
  ['a field without a label', [{ type: 'input', element: line() }], 'missing required field: label'],
  ['a long placeholder', [input(line({ placeholder: plain(long(151)) }))], 'less than 151'],
  ['too long a field', [input(line({ max_length: 3_001 }))], 'an integer from 1 to 3000'],
  [
    'a first text too long',
    [input(line({ max_length: 3, initial_value: 'four' }))],
    'longer than `max_length`',
  ],
  ['a date in words', [input({ type: 'datepicker', initial_date: 'today' })], 'must match the pattern'],
  ['a long id', [{ type: 'divider', block_id: long(256) }], 'must be less than 256 characters'],
  ['a block id twice', many(2, () => ({ type: 'divider', block_id: 'b' })), 'block_id "b" already exists'],
  ['an action id twice', [actions(button(), button())], 'action_id "go" already exists in this block'],
  ['two fields in focus', many(2, () => input(line({ focus_on_load: true }))), 'only one element'],
  ['an unknown run', [rich({ type: 'image' })], 'unsupported type: image'],
  ['an empty run', [rich({ type: 'text', text: '' })], 'must be more than 0 characters'],
])('refuses %s', (_case, blocks, words) => {
  expect(refused(blocks)).toMatch(/^invalid_blocks: /);
  expect(refused(blocks)).toContain(words);
});

it('lets an action id be in two blocks', () => {
  expect(refused([actions(button()), actions(button())])).toBe('ok');
});

it('counts the texts of all blocks together', () => {
  expect(refused(many(4, () => said(long(3_000))))).toBe('ok');
  expect(refused([...many(4, () => said(long(3_000))), said('x')])).toBe('msg_blocks_too_long');
});

it('gives ids where there are none, new ones each time', () => {
  const blocks = [actions(button({ action_id: undefined })), { type: 'divider', block_id: 'mine' }];
  const [first, second] = [messageBlocks(blocks), messageBlocks(blocks)];
  expect(first[0]).toMatchObject({
    block_id: expect.any(String),
    elements: [{ action_id: expect.any(String) }],
  });
  expect(first[0]?.block_id).not.toBe(second[0]?.block_id);
  expect([first[1]?.block_id, second[1]?.block_id]).toEqual(['mine', 'mine']);
});

describe('a view', () => {
  const modal = (more: object = {}) => ({ type: 'modal', title: plain('Activate'), blocks: [], ...more });
  const refusal = (view: unknown, type: 'modal' | 'home' = 'modal'): string => {
    try {
      viewOf(view, type);
      return 'ok';
    } catch (error) {
      const { code, more } = error as SlackError;
      return `${code} ${JSON.stringify(more)}`;
    }
  };

  it.each<[string, unknown, 'modal' | 'home', string]>([
    ['nothing', undefined, 'modal', 'invalid_arguments'],
    ['a home page as a modal', { type: 'home', blocks: [] }, 'modal', 'must be a valid view type'],
    ['a modal as a home page', modal(), 'home', 'must be a valid view type'],
    ['a modal without a title', { type: 'modal', blocks: [] }, 'modal', 'missing required field: title'],
    ['a long title', modal({ title: plain(long(25)) }), 'modal', 'must be less than 25 characters'],
    ['a long button', modal({ submit: plain(long(25)) }), 'modal', '/view/submit/text'],
    ['a field and no button', modal({ blocks: [input(line())] }), 'modal', '`submit` is required'],
    [
      '101 blocks',
      modal({ blocks: many(101, () => ({ type: 'divider' })) }),
      'modal',
      'no more than 100 items',
    ],
    ['a long note', modal({ private_metadata: long(3_001) }), 'modal', 'must be less than 3001 characters'],
    ['a long callback', modal({ callback_id: long(256) }), 'modal', 'must be less than 256 characters'],
    ['what Slack added', modal({ id: 'V1', hash: '1' }), 'modal', 'invalid additional property: id'],
    ['a home page with a title', { type: 'home', title: plain('x'), blocks: [] }, 'home', 'property: title'],
  ])('refuses %s', (_case, view, type, words) => {
    expect(refusal(view, type)).toMatch(/^invalid_arguments/);
    expect(refusal(view, type)).toContain(words);
  });

  it('may be 250 kB large', () => {
    const blocks = (count: number) => many(count, () => said(long(2_900)));
    expect(refusal(modal({ blocks: blocks(80) }))).toBe('ok');
    expect(refusal(modal({ blocks: blocks(90) }))).toMatch(/^view_too_large/);
  });
});
