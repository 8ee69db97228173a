import { messageFaults, viewFaults } from './slack-limits.js';

const plain = (text: string) => ({ type: 'plain_text', text, emoji: false });
const section = (text: string, more = {}) => ({ type: 'section', text: plain(text), ...more });
const button = (more = {}) => ({ type: 'button', action_id: 'a.b', text: plain('Go'), ...more });
const actions = (...elements: unknown[]) => ({ type: 'actions', elements });
const input = (more = {}) => ({
  type: 'input',
  block_id: 'reason',
  label: plain('Reason'),
  element: { type: 'plain_text_input', action_id: 'reason', max_length: 500, ...more },
});
const select = (more = {}) => ({
  ...input(),
  element: {
    type: 'static_select',
    action_id: 'x',
    options: [{ text: plain('1 h'), value: 'PT1H' }],
    ...more,
  },
});
const modal = (blocks: unknown[], more = {}) => ({
  type: 'modal',
  callback_id: 'pim',
  title: plain('PIM'),
  close: plain('Close'),
  blocks,
  ...more,
});

test.each<[string, unknown]>([
  ['a section', section('x')],
  ['a row', section('x', { accessory: button({ value: '{}', style: 'primary' }) })],
  ['a field', input({ initial_value: 'x', multiline: true })],
  ['a choice', select({ initial_option: { text: plain('1 h'), value: 'PT1H' } })],
])('%s is taken', (_, block) => {
  expect(messageFaults({ text: 'x', blocks: [block] })).toEqual([]);
});

test.each<[string, unknown]>([
  ['an unknown block', { type: 'fancy' }],
  ['a block that is not drawn here', { type: 'image', image_url: 'https://x.example', alt_text: 'x' }],
  ['a section with markup', { type: 'section', text: { type: 'mrkdwn', text: 'x' } }],
  ['markup in a context', { type: 'context', elements: [{ type: 'mrkdwn', text: 'x' }] }],
  ['a field that is not Slack’s', section('x', { title: 'x' })],
  ['no text', section('')],
  ['half a pair', section('\ud83d')],
  ['a long section', section('x'.repeat(3001))],
  ['a long header', { type: 'header', text: plain('x'.repeat(151)) }],
  ['text in which :names: become pictures', { type: 'header', text: { type: 'plain_text', text: 'x' } }],
  ['an empty context', { type: 'context', elements: [] }],
  ['a full context', { type: 'context', elements: Array.from({ length: 11 }, () => plain('x')) }],
  ['an empty rich text', { type: 'rich_text', elements: [] }],
  ['an empty stretch', { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [] }] }],
  [
    'a mention in rich text',
    {
      type: 'rich_text',
      elements: [{ type: 'rich_text_section', elements: [{ type: 'broadcast', range: 'channel' }] }],
    },
  ],
  ['a button with a long title', actions(button({ text: plain('x'.repeat(76)) }))],
  ['a button with a long value', actions(button({ value: 'x'.repeat(2001) }))],
  ['a button with a long spoken name', actions(button({ accessibility_label: 'x'.repeat(76) }))],
  ['a red button', actions(button({ style: 'danger' }))],
  ['two buttons of one id', actions(button(), button())],
  ['26 buttons', actions(...Array.from({ length: 26 }, (_, index) => button({ action_id: `a.${index}` })))],
  ['a field that takes too much', input({ max_length: 3001 })],
  ['a field that holds more than it takes', input({ max_length: 1, initial_value: 'xx' })],
  ['a choice of nothing', select({ options: [] })],
  ['a choice that is not offered', select({ initial_option: { text: plain('2 h'), value: 'PT2H' } })],
  ['a long option', select({ options: [{ text: plain('x'.repeat(76)), value: 'x' }] })],
])('%s is refused', (_, block) => {
  expect(messageFaults({ text: 'x', blocks: [block] })).not.toEqual([]);
  expect(viewFaults(modal([block], { submit: plain('Go') }))).not.toEqual([]);
});

const times = (count: number, text = 'x') => Array.from({ length: count }, () => section(text));

test.each<[string, string[]]>([
  ['51 blocks in a message', messageFaults({ text: 'x', blocks: times(51) })],
  ['a message with too much text', messageFaults({ text: 'x', blocks: times(5, 'x'.repeat(2900)) })],
  ['101 blocks in a window', viewFaults(modal(times(101)))],
  ['a window too large', viewFaults(modal(times(90, '漢'.repeat(1000))))],
  ['a field in a window that cannot be sent', viewFaults(modal([input()]))],
  ['two fields of one name', messageFaults({ text: 'x', blocks: [input(), input()] })],
  ['a window with a long title', viewFaults(modal(times(1), { title: plain('x'.repeat(25)) }))],
  ['a window with a long button', viewFaults(modal(times(1), { submit: plain('x'.repeat(25)) }))],
  ['a window that carries too much', viewFaults(modal(times(1), { private_metadata: 'x'.repeat(3001) }))],
  ['a home tab with a title', viewFaults({ ...modal(times(1)), type: 'home' })],
])('%s: refused', (_, faults) => {
  expect(faults).not.toEqual([]);
});

test('what is at the limit is taken', () => {
  expect(messageFaults({ text: 'x', blocks: times(50) })).toEqual([]);
  expect(viewFaults(modal([...times(99), input()], { submit: plain('x'.repeat(24)) }))).toEqual([]);
});
