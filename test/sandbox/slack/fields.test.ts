import type { Bot, Got } from './stub-bot.js';
import { messagePath, startWorld, type World } from './world.js';

let world: World;
let act: (got: Got, bot: Bot) => unknown = () => undefined;

beforeAll(async () => {
  world = await startWorld((got, bot) => act(got, bot));
});
afterAll(() => world.close());
beforeEach(() => {
  world.later(60_000);
  act = () => undefined;
});

const plain = (text: string) => ({ type: 'plain_text', text });
const option = (value: string, text = value) => ({ text: plain(text), value });
const button = (id: string, text: string) => ({
  type: 'button',
  action_id: id,
  text: plain(text),
  value: '7',
});
const input = (id: string, element: object, more: object = {}) => ({
  type: 'input',
  block_id: id,
  label: plain(`The ${id}`),
  element: { action_id: id, ...element },
  ...more,
});
const hours = { type: 'static_select', options: [option('PT1H', '1 hour'), option('PT2H', '2 hours')] };
const reason = (more: object = {}) =>
  input('reason', { type: 'plain_text_input', max_length: 20, min_length: 3 }, more);
const overflow = {
  type: 'overflow',
  action_id: 'more',
  options: [option('mute', 'Mute'), option('help', 'Help')],
};
const blocks = [
  reason(),
  input('duration', { ...hours, initial_option: option('PT1H', '1 hour') }),
  input('tags', { type: 'checkboxes', options: [option('a'), option('b')] }, { optional: true }),
  input('start', { type: 'datepicker' }, { optional: true }),
  input('at', { type: 'timepicker' }, { optional: true }),
  input('moment', { type: 'datetimepicker' }, { optional: true }),
  input('count', { type: 'number_input', is_decimal_allowed: false, max_value: '9' }, { optional: true }),
  { type: 'section', block_id: 'pick', text: plain('Pick'), accessory: { action_id: 'pick', ...hours } },
  { type: 'actions', block_id: 'foot', elements: [button('go', 'Go'), button('leave', 'Leave'), overflow] },
];
const last = () => world.bot.got.at(-1) as Got;

/** Posts the blocks to Ana, and gives the way to act on them. */
async function message(): Promise<(body: object) => ReturnType<World['act']>> {
  const { ts } = await world.bot.call('chat.postMessage', { channel: 'D0ANA', text: 'A form', blocks });
  return (body) => world.act('ana', messagePath(`D0ANA/${ts}`), body);
}

/** Opens the blocks as a modal of Ana's, and gives the way to act on it. */
async function modal(more: object = {}): Promise<(body: object) => ReturnType<World['act']>> {
  const view = { type: 'modal', title: plain('Activate'), submit: plain('Send'), blocks, ...more };
  act = ({ trigger_id }, bot) => void bot.call('views.open', { trigger_id, view });
  await world.act('ana', 'shortcuts', { shortcut: 'activate' });
  while ((await world.views('ana')).length === 0) await new Promise((done) => setTimeout(done, 5));
  act = () => undefined;
  return async (body) => world.act('ana', `views/${(await world.views('ana'))[0]?.id}/actions`, body);
}

describe('a press', () => {
  it.each(['go', 'foot/go', 'Go'])(
    'is found as %s, and carries all that is in the message',
    async (action) => {
      const press = await message();
      await press({ action, inputs: { reason: 'INC-7', pick: '2 hours', tags: 'a,b' } });
      expect(last()).toMatchObject({
        type: 'block_actions',
        user: { id: 'U0ANA', team_id: 'T0CONTOSO' },
        container: { type: 'message', channel_id: 'D0ANA', is_ephemeral: false },
        channel: { id: 'D0ANA', name: 'directmessage' },
        message: { text: 'A form', bot_id: 'B0PIM' },
        actions: [{ type: 'button', action_id: 'go', block_id: 'foot', value: '7' }],
      });
      expect(last().state.values).toEqual({
        reason: { reason: { type: 'plain_text_input', value: 'INC-7' } },
        duration: { duration: { type: 'static_select', selected_option: option('PT1H', '1 hour') } },
        tags: { tags: { type: 'checkboxes', selected_options: [option('a'), option('b')] } },
        start: { start: { type: 'datepicker', selected_date: null } },
        at: { at: { type: 'timepicker', selected_time: null } },
        moment: { moment: { type: 'datetimepicker', selected_date_time: null } },
        count: { count: { type: 'number_input', value: null } },
        pick: { pick: { type: 'static_select', selected_option: option('PT2H', '2 hours') } },
      });
    },
  );

  it('needs no field of a message', async () => {
    expect((await (await message())({ action: 'go' })).error).toBeUndefined();
    expect(last().state.values.reason?.reason?.value).toBeNull();
  });

  it('is a choice too', async () => {
    const press = await message();
    await press({ action: 'pick', inputs: { pick: 'PT2H' } });
    expect(last().actions).toMatchObject([{ action_id: 'pick', selected_option: { value: 'PT2H' } }]);
    await press({ action: 'Help' });
    expect(last().actions).toMatchObject([{ action_id: 'more', selected_option: { value: 'help' } }]);
  });

  it('in a message for one person carries no message', async () => {
    const said = { channel: 'C0GENERAL', user: 'U0ANA', text: 'x', blocks };
    const { message_ts: ts } = await world.bot.call('chat.postEphemeral', said);
    await world.act('ana', messagePath(`C0GENERAL/${ts}`), { action: 'go' });
    expect(last()).toMatchObject({ container: { is_ephemeral: true }, state: { values: expect.anything() } });
    expect(last()).not.toHaveProperty('message');
    const other = await world.act('ben', messagePath(`C0GENERAL/${ts}`), { action: 'go' });
    expect(other.error.code).toBe('MessageNotFound');
  });
});

it.each<[string, object, string, RegExp]>([
  ['a button that is not there', { action: 'Approve' }, 'ActionNotFound', /foot\/go "Go"/],
  ['a field that is not there', { action: 'go', inputs: { why: 'x' } }, 'InputNotFound', /reason, duration/],
  [
    'a text that is too long',
    { action: 'go', inputs: { reason: 'x'.repeat(21) } },
    'InputTooLong',
    /at most 20/,
  ],
  [
    'an option that is not offered',
    { action: 'go', inputs: { pick: 'PT9H' } },
    'ChoiceNotFound',
    /PT1H "1 hour"/,
  ],
  ['a date in words', { action: 'go', inputs: { start: 'today' } }, 'InputInvalid', /2026-01-31/],
  ['a time that is none', { action: 'go', inputs: { at: '25:00' } }, 'InputInvalid', /09:30/],
  ['a number that is too large', { action: 'go', inputs: { count: '10' } }, 'InputInvalid', /"10"/],
  ['a choice without what is chosen', { action: 'pick' }, 'ChoiceMissing', /"inputs"/],
  ['a menu without an entry', { action: 'more' }, 'ChoiceMissing', /"Mute", "Help"/],
  ['no action', {}, 'FieldMissing', /"action"/],
])('refuses %s, as the client does', async (_case, body, code, words) => {
  const before = world.bot.got.length;
  const { error } = await (await message())(body);
  expect(error).toEqual({ code, message: expect.stringMatching(words) });
  expect(world.bot.got).toHaveLength(before);
});

describe('a modal', () => {
  afterEach(async () => {
    for (const { id } of await world.views('ana'))
      await world.act('ana', `views/${id}/actions`, { action: 'close' });
  });

  it.each<[string, object, string, RegExp]>([
    ['an empty field', {}, 'InputMissing', /"reason" is required: The reason/],
    ['a text that is too short', { reason: 'x' }, 'InputTooShort', /at least 3/],
    ['a text that is too long', { reason: 'x'.repeat(21) }, 'InputTooLong', /at most 20/],
  ])('is not sent with %s', async (_case, inputs, code, words) => {
    const { error } = await (await modal())({ action: 'submit', inputs });
    expect(error).toEqual({ code, message: expect.stringMatching(words) });
  });

  it.each(['submit', 'Send'])('is sent by %s, and closes when the bot says nothing', async (action) => {
    const send = await modal({ callback_id: 'pim.modal', private_metadata: 'note' });
    const { views } = await send({ action, inputs: { reason: 'INC-7', moment: '1767225600' } });
    expect(last()).toMatchObject({
      type: 'view_submission',
      view: { callback_id: 'pim.modal', private_metadata: 'note', hash: expect.any(String) },
    });
    expect(last().view.state.values).toMatchObject({
      reason: { reason: { value: 'INC-7' } },
      moment: { moment: { selected_date_time: 1_767_225_600 } },
    });
    expect(views).toEqual([]);
  });

  const next = { type: 'modal', title: plain('Next'), blocks: [{ type: 'divider' }] };
  it.each<[string, unknown, object[]]>([
    ['errors', { response_action: 'errors', errors: { reason: 'Say more.' } }, [{ title: 'Activate' }]],
    ['another view', { response_action: 'update', view: next }, [{ title: 'Next' }]],
    ['a view on top', { response_action: 'push', view: next }, [{ title: 'Next' }]],
    ['an end of all', { response_action: 'clear' }, []],
    ['errors of no field', { response_action: 'errors', errors: { foot: 'x' } }, [{ warning: /trouble/ }]],
    ['a wrong view', { response_action: 'update', view: {} }, [{ warning: /trouble/ }]],
    ['a failure', 500, [{ title: 'Activate', warning: /trouble/ }]],
  ])('does what the bot answers: %s', async (_case, answer, shown) => {
    const send = await modal();
    act = () => answer;
    const { views, response } = await send({ action: 'submit', inputs: { reason: 'INC-7' } });
    expect(response).toEqual(answer === 500 ? undefined : answer);
    const patterns = shown.map((view) =>
      'warning' in view ? { warning: expect.stringMatching(/trouble/) } : view,
    );
    expect(views).toMatchObject(patterns);
    expect(views).toHaveLength(shown.length);
  });

  it('tells that it was closed only where the bot wants to know', async () => {
    const before = world.bot.got.length;
    await (await modal())({ action: 'close' });
    expect(world.bot.got).toHaveLength(before + 1);
    await (await modal({ notify_on_close: true, close: plain('Not now') }))({ action: 'Not now' });
    expect(last()).toMatchObject({ type: 'view_closed', is_cleared: false });
  });

  it('keeps what was typed while blocks and fields keep their ids', async () => {
    const work = await modal({ external_id: 'form' });
    await work({ action: 'go', inputs: { reason: 'INC-7', duration: 'PT2H' } });
    const kept = [reason({ label: plain('Why') }), { ...input('other', hours), block_id: 'duration' }];
    const view = {
      type: 'modal',
      title: plain('Again'),
      submit: plain('Send'),
      external_id: 'form',
      blocks: kept,
    };
    await world.bot.call('views.update', { external_id: 'form', view });
    await work({ action: 'submit', inputs: { other: 'PT1H' } });
    expect(last().view.state.values).toMatchObject({
      reason: { reason: { value: 'INC-7' } },
      duration: { other: { selected_option: { value: 'PT1H' } } },
    });
  });
});
