import type { types } from '@slack/bolt';
import type { View } from '../../bot/views/views.js';
import { fields, suggesting } from '../../cards/blocks/fields.js';
import { drawBox, drawHome, drawMessage, drawModal, wordsModal } from '../../cards/blocks.js';
import { nodesOf, ofType } from './extract.js';
import { readable } from './extract-blocks.js';
import { named, samples } from './samples.js';
import { messageFaults, viewFaults } from './slack-limits.js';
import { frame } from './tenant.js';

const view = (name: keyof typeof samples): View => samples[name] as View;
const read = (name: keyof typeof samples): string[] => readable(drawMessage(view(name), frame).blocks);
const plain = (text: string) => ({ type: 'plain_text', text, emoji: false });
const carried = '{"id":"b2fK1xQ8mT4vZr0LhWcY3g","v":3}';

test('a role that ended, block for block', () => {
  const run = (text: string, bold = false) => ({ type: 'text', text, ...(bold ? { style: { bold } } : {}) });
  const section = (...elements: unknown[]) => ({ type: 'rich_text_section', elements });
  const rich = (...elements: unknown[]) => ({ type: 'rich_text', elements });
  expect(drawMessage(view('ended ran'), frame)).toEqual({
    text: 'Ended at 14:05',
    blocks: [
      { type: 'header', text: plain('Ended at 14:05') },
      { type: 'context', elements: [plain('It ran its full 2 h')] },
      rich(section(run('Contributor', true), run(' on '), run('rg-x', true))),
      rich(section(run('Dev', true), run('\u00a0\u00a0Resource group in Contoso Dev'))),
      rich(section(run('Reason', true)), {
        type: 'rich_text_quote',
        elements: [run('INC-7: restart the worker')],
      }),
      {
        type: 'actions',
        elements: [
          { type: 'button', action_id: 'activate.again', text: plain('Activate again'), value: carried },
        ],
      },
      { type: 'context', elements: [plain('Request 2M8C4T. As of 14:05.')] },
    ],
  });
});

test.each<[string, string[]]>([
  [
    'decision',
    [
      '# Your decision',
      '~ 23 h 57 min left, until Wed 14:02',
      '*Ana Ruiz* asks for *Owner* on *rg-payments*',
      '*Production*\u00a0\u00a0Resource group in Contoso Production, Contoso',
      '*Who  *ana@contoso.example',
      '*How long  *4 h, until 18:05 if you approve now',
      '*Reason*',
      "> INC-42: payments fail since 13:40, the worker's identity lost its role",
      '*Also asked  *Cleo Martin, Ida Berg',
      '*Worth knowing*',
      '- *Full control: *Owner can give roles to others here',
      '- *Longest time: *4 h is the most this role allows',
      '- *Production: *What is changed here is in use',
      '[Reason for your decision *]',
      '(Approve) (Deny)',
      '~ The first decision counts. Request 7F3K9Q. As of 14:05.',
    ],
  ],
  [
    'waiting',
    [
      '# Waiting for approval',
      '~ 23 h 57 min left to decide, until Wed 14:02',
      '*Owner* on *rg-payments*',
      '*Production*\u00a0\u00a0Resource group in Contoso Production',
      '*How long  *4 h, counted from the approval',
      '*Reason*',
      "> INC-42: payments fail since 13:40, the worker's identity lost its role",
      '*Who can decide*',
      'Told',
      '- *Ben Okafor*, 14:02',
      '- *Cleo Martin*, 14:02, through Access Approvers',
      'Not in chat',
      "- *Ida Berg*, gets PIM's e-mail",
      'Not told yet',
      '- anyone in *Access Approvers*',
      'One of them is enough. Told 2 of 3.',
      '(Cancel request)',
      '~ Request 7F3K9Q. As of 14:05.',
    ],
  ],
  [
    'failed by time',
    [
      '# Not activated',
      '~ PIM refused it at 14:05',
      '*Owner* on *rg-payments*',
      '*Production*\u00a0\u00a0Resource group in Contoso Production',
      '*What happened*',
      'You asked for 8 h.',
      '*Why*',
      "This role's settings allow at most 4 h.",
      '*What you can do*',
      'Ask for 4 h.',
      '(Ask for 4 h) (Change) (Details)',
      '~ Request 7F3K9Q. As of 14:05.',
    ],
  ],
  [
    'choice to release',
    [
      '# Which place?',
      '~ 3 fit. Nothing is sent until you choose.',
      '*Contributor*',
      'rg-x',
      'Dev, Resource group in Contoso Dev',
      '(Choose)',
      'rg-y',
      'Dev, Resource group in Contoso Dev',
      '(Choose)',
      'Contoso Dev',
      'Dev, Whole subscription',
      '(Choose)',
      '(My roles) (Discard)',
    ],
  ],
  [
    'requests, one',
    [
      '# My requests',
      '~ 1 is open',
      '*Owner* on rg-payments',
      '*Production*\u00a0\u00a0In Contoso Production, 1 h left to decide, until 15:05',
      '*Waiting*',
      '~ As of 14:05.',
    ],
  ],
])('%s reads so', (name, lines) => {
  expect(read(name)).toEqual(lines);
});

test('an approver whom no reason was given reads no quote', () => {
  expect(read('decision bare')).toContain('*Reason  *None given');
});

test('buttons carry the card, its version and the row, and nothing else', () => {
  for (const [, one] of named) {
    const drawn = [
      drawMessage(one, frame).blocks,
      drawHome(one, frame).blocks,
      drawModal(one, frame, { externalId: 'w' }),
    ];
    for (const { value, action_id, url } of ofType(drawn, 'button').filter((button) => !button.url)) {
      const { id, v, item, ...rest } = JSON.parse(String(value)) as Record<string, unknown>;
      expect([id, v, rest, url]).toEqual([frame.card, frame.version, {}, undefined]);
      expect(/\.\d+$/.test(String(action_id)) && item === undefined).toBe(false);
    }
    expect(nodesOf(drawn).filter(({ style }) => style === 'danger')).toEqual([]);
  }
});

test.each([
  ['form approval', 'Ask for approval', { action: 'activate.submit' }],
  ['form nothing missing', 'Activate', { action: 'activate.submit' }],
  ['roles found', 'Search', { action: 'roles.search' }],
  ['waiting', undefined, {}],
  // Nobody's answer comes first: both are buttons, and what Slack wants beside a field only closes.
  ['decision', 'Done', {}],
])('%s as a window is sent by %p', (name, submit, action) => {
  const { private_metadata = '', ...window } = drawModal(view(name), frame, { externalId: 'w-1' });
  expect(window).toMatchObject({
    callback_id: 'pim',
    external_id: 'w-1',
    title: plain('PIM'),
    close: plain('Close'),
  });
  expect(window.submit?.text).toBe(submit);
  expect(JSON.parse(private_metadata)).toEqual({ id: frame.card, v: 3, ...action });
});

test('a form in a window keeps its other buttons', () => {
  const { blocks } = drawModal(view('form reason'), frame, { externalId: 'w-1' });
  expect(ofType(blocks, 'button').map(({ action_id }) => action_id)).toEqual([
    'activate.edit',
    'activate.discard',
  ]);
});

test('the home tab names its card', () => {
  expect(drawHome(view('roles'), frame)).toMatchObject({ type: 'home', private_metadata: carried });
});

test('a hidden part is a window', () => {
  const tools = drawBox(view('active'), frame);
  expect(readable(tools?.blocks ?? []).slice(0, 3)).toEqual([
    '# Not working yet?',
    'A tool that was signed in before needs a new sign-in.',
    '*Portal  *Reload the page',
  ]);
  expect(tools).toMatchObject({ private_metadata: carried, close: plain('Close') });
  expect(tools?.submit).toBeUndefined();
  expect(drawBox(view('waiting'), frame)).toBeUndefined();
});

test('a sentence as a window', () => {
  expect(wordsModal('Working on it.', { locale: 'en', externalId: 'w-1' })).toEqual({
    type: 'modal',
    callback_id: 'pim',
    external_id: 'w-1',
    title: plain('PIM'),
    close: plain('Close'),
    blocks: [{ type: 'section', text: plain('Working on it.') }],
  });
});

test('a search that fills itself says of which card it is', () => {
  const button = { id: 'roles.search', verb: 'roles.search', title: 'Search' };
  const field = { id: 'find' as const, label: 'Find a role or place', maxLength: 90 };
  const block = suggesting({ field, button, suggest: true }, frame);
  expect(block).toMatchObject({
    block_id: `find:${frame.card}:3`,
    accessory: { type: 'external_select', action_id: 'find', min_query_length: 0 },
  });
  expect(viewFaults({ type: 'home', blocks: [block] })).toEqual([]);
});

test('what was typed comes back as it was, within its length', () => {
  const reason = { id: 'justification' as const, label: 'Reason', maxLength: 5 };
  const [typed] = fields({ reason: { ...reason, value: 'two\nlines' } });
  expect(typed?.element).toMatchObject({ initial_value: 'two\nl', max_length: 5, multiline: true });
  const [emoji] = fields({ reason: { ...reason, value: '1234😀' } });
  expect(emoji?.element).toMatchObject({ initial_value: '1234' });
});

test("Slack's own types take what is drawn", () => {
  const { text, blocks } = drawMessage(view('roles'), frame);
  const message: { text: string; blocks: types.KnownBlock[] } = { text, blocks };
  const windows: types.View[] = [
    drawModal(view('form reason'), frame, { externalId: 'w-1' }),
    drawHome(view('roles'), frame),
  ];
  expect([messageFaults(message), ...windows.map(viewFaults)].flat()).toEqual([]);
});
