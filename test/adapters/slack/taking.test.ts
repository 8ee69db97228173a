import { ANA, type House, openHouse, said, TENANT } from './house.js';

let house: House;
beforeAll(async () => {
  house = await openHouse();
}, 60_000);
afterAll(() => house.close());
beforeEach(() => house.clear());

const person = { tenant: TENANT, oid: ANA };
const ASKED_OF_ALL = ['users.info', 'conversations.open'];
const methods = () => house.calls.map(({ method }) => method).filter((name) => !ASKED_OF_ALL.includes(name));
const button = (action_id: string, value: object, more: object = {}) => ({
  type: 'block_actions',
  channel: { id: 'D1' },
  actions: [{ action_id, type: 'button', block_id: 'b', value: JSON.stringify(value) }],
  ...more,
});
const CARD = 'AAAAAAAAAAAAAAAAAAAAAA';

describe('what people do becomes a turn', () => {
  it('a sentence in the direct message', async () => {
    await house.event(
      said('activate Contributor on <http://rg-x|rg-x> for 2h because &lt;INC-7&gt;'),
      'Ev77',
    );
    expect(house.turns).toMatchObject([
      {
        id: 'slack:T1:Ev77',
        person,
        displayName: 'Ana Ruiz',
        conversation: { platform: 'slack', id: 'slack:T1:UANA', personal: true },
        message: { kind: 'text', text: 'activate Contributor on http://rg-x for 2h because <INC-7>' },
        locale: 'en-GB',
        zone: 'Europe/Berlin',
      },
    ]);
  });

  it.each([
    ['of a bot', { bot_id: 'B1' }],
    ['of an edit', { subtype: 'message_changed' }],
    ['in a channel, without a mention', { channel_type: 'channel' }],
    ['of nobody', { user: undefined }],
  ])('but not one %s', async (_, more) => {
    expect((await house.event({ ...said('help'), ...more })).status).toBe(200);
    expect(house.turns).toEqual([]);
  });

  it('a mention, answered beside it before that person alone', async () => {
    const event = { type: 'app_mention', user: 'UANA', channel: 'C1', text: '<@UBOT> my roles', ts: '5.5' };
    await house.event(event);
    expect(house.turns).toMatchObject([
      {
        message: { kind: 'text', text: 'my roles' },
        conversation: { personal: false, reference: { team: 'T1', channel: 'C1', user: 'UANA' } },
      },
    ]);
  });

  it('but not a command that words alone answer: they are in the acknowledgement, for its writer alone', async () => {
    house.bot = { glance: () => ({ opensForm: false, words: { name: 'help' } }) };
    for (const place of [{}, { channel_id: 'D1' }]) {
      const answer = await house.command('help', place);
      const shown = (await answer.json()) as { blocks: unknown[] };
      expect(shown).toMatchObject({ response_type: 'ephemeral', text: 'What you can say' });
      expect(shown.blocks.length).toBeGreaterThan(3);
      expect(answer.headers.get('x-pim-turn')).toBeNull();
    }
    expect(house.turns).toEqual([]);
    await house.event(said('help'));
    expect(house.turns).toHaveLength(1);
  });

  it('a command; in a channel the answer says where the other one is, and no one else sees it', async () => {
    const inChannel = await house.command('my roles');
    expect(await inChannel.json()).toEqual({ response_type: 'ephemeral', text: 'I answered you privately.' });
    const alone = await house.command('my roles', { channel_id: 'D1' });
    expect(await alone.text()).toBe('');
    expect(house.turns.map(({ message }) => message)).toEqual([
      { kind: 'text', text: 'my roles' },
      { kind: 'text', text: 'my roles' },
    ]);
    expect(inChannel.headers.get('x-pim-turn')).toBe(house.turns[0]?.id);
  });

  it.each([
    ['a channel', 'C1', true],
    ['a private channel', 'G1', true],
    ['a direct message with a colleague', 'D2', true],
    ['the direct message with the app', 'D1', false],
  ])('who presses or writes in %s (%s) is told that the answer is elsewhere: %s', async (_, id, told) => {
    await house.interact(button('roles.show', { id: '', v: 0 }, { channel: { id } }));
    expect(methods().includes('views.open')).toBe(told);
    const said = await (await house.command('my roles', { channel_id: id })).text();
    expect(said.includes('I answered you privately.')).toBe(told);
    expect(house.turns.map(({ message }) => message.kind)).toEqual(['press', 'text']);
  });

  it('while Slack does not say which direct message is with the app, any is taken for it, and it is asked again', async () => {
    const kept = { tenant: TENANT, kind: 'cache' as const, id: 'chat:T1:UANA' };
    await house.state.commit({ tenant: TENANT, writes: [{ key: kept, value: null }] });
    for (const answer of [429, { ok: false, error: 'fatal_error' }]) {
      house.answers['conversations.open'] = answer;
      expect(await (await house.command('my roles', { channel_id: 'D2' })).text()).toBe('');
    }
    expect(house.calls.filter(({ method }) => method === 'conversations.open')).toHaveLength(2);
  });

  it('a command without words is a call for help', async () => {
    await house.command('  ');
    expect(house.turns[0]?.message).toEqual({ kind: 'text', text: 'help' });
  });

  it('a shortcut on a message: what it says is the reason, and never part of the sentence', async () => {
    const text = 'Owner on rg-payments for 8h';
    await house.interact({ type: 'message_action', callback_id: 'pim.shortcut.message', message: { text } });
    expect(house.turns[0]?.message).toEqual({ kind: 'text', text: 'activate', reason: text });
  });

  it('a button, with what is typed in its message', async () => {
    const state = { values: { reason: { reason: { type: 'plain_text_input', value: 'yes' } } } };
    await house.interact(button('approval.approve', { id: CARD, v: 3 }, { state }));
    expect(house.turns[0]?.message).toEqual({
      kind: 'press',
      action: 'approval.approve',
      card: CARD,
      version: 3,
      inputs: { reason: 'yes' },
    });
  });

  it('the row behind an id counts, not the id', async () => {
    await house.interact(button('activate.choose.9', { id: CARD, v: 1, item: '2' }));
    expect(house.turns[0]?.message).toMatchObject({ action: 'activate.choose', item: '2' });
  });

  it.each([['not JSON'], [''], ['{"id":"<script>","v":1}'], ['{"id":"x"}']])(
    'a button that carries %j names no card',
    async (value) => {
      const actions = [{ action_id: 'role.release', type: 'button', block_id: 'b', value }];
      await house.interact({ type: 'block_actions', actions });
      expect(house.turns[0]?.message).toMatchObject({ action: '', card: '' });
    },
  );
});

it('what is delivered again has the same name: events by their id, windows by view and hash', async () => {
  for (let i = 0; i < 3; i++) await house.event(said('help'), 'Ev9');
  const view = {
    id: 'V9',
    type: 'modal',
    hash: '1.a',
    private_metadata: JSON.stringify({ id: CARD, v: 1, action: 'activate.submit' }),
  };
  for (let i = 0; i < 3; i++) await house.interact({ type: 'view_submission', view });
  expect(house.turns.map(({ id }) => id)).toEqual(['slack:T1:Ev9', 'slack:T1:V9:1.a']);
});

describe('someone who is not linked', () => {
  const stranger = { user_id: 'UOLI' };

  it('gets the way to the sign-in, and nothing of theirs is kept', async () => {
    house.signInPage = ({ team, user }) => `https://sign.in/${team}/${user}`;
    const answer = await (await house.command('activate Owner on rg-x', stranger)).json();
    expect(answer).toMatchObject({ response_type: 'ephemeral' });
    expect(JSON.stringify(answer)).toContain('https://sign.in/T1/UOLI');
    expect(house.turns).toEqual([]);
  });

  it('is told in words where there is none', async () => {
    house.signInPage = () => '';
    await house.event({ ...said('my roles'), user: 'UOLI' });
    expect(methods()).toEqual(['chat.postMessage']);
    expect(house.calls.at(-1)?.args).toMatchObject({
      channel: 'UOLI',
      text: expect.stringMatching(/not linked/),
    });
  });

  it('sees it on the home tab too', async () => {
    await house.event({ type: 'app_home_opened', user: 'UOLI', tab: 'home' });
    expect(methods()).toEqual(['views.publish']);
  });
});
