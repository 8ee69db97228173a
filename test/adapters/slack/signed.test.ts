import { commandBody, FORM_TYPE, type House, openHouse, SECRET, signed } from './house.js';

let house: House;
beforeAll(async () => {
  house = await openHouse();
}, 60_000);
afterAll(() => house.close());
beforeEach(() => house.clear());

/** The example of https://docs.slack.dev/authentication/verifying-requests-from-slack */
it('these tests sign as Slack documents it', () => {
  const body =
    'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar' +
    '&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com' +
    '%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN' +
    '&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c';
  const made = signed(body, { secret: '8f742231b10e8888abcd99yyyzzz85a5', now: 1531420618 });
  expect(made['x-slack-signature']).toBe(
    'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
  );
});

it.each([
  ['right', {}, 200],
  ['4 min old', { skew: -240 }, 200],
  ['6 min old', { skew: -360 }, 401],
  ['4 min ahead', { skew: 240 }, 200],
  ['6 min ahead', { skew: 360 }, 401],
  ['a day ahead', { skew: 86_400 }, 401],
  ['of another secret', { secret: `${SECRET}!` }, 401],
])('a signature that is %s', async (_, how, status) => {
  const body = commandBody('help');
  const response = await house.post(body, { ...FORM_TYPE, ...signed(body, how) });
  expect(response.status).toBe(status);
  expect(house.turns).toHaveLength(status === 200 ? 1 : 0);
});

it.each([
  ['no signature', { 'x-slack-signature': '' }],
  ['a signature of another body', signed('text=approve')],
  ['no time', { 'x-slack-request-timestamp': '' }],
  ['a time that is none', { 'x-slack-request-timestamp': 'soon' }],
])('%s is refused', async (_, headers) => {
  const response = await house.post(commandBody('help'), { ...FORM_TYPE, ...headers });
  expect(response.status).toBe(401);
  expect(house.turns).toEqual([]);
});

it('a charset in the content type changes nothing', async () => {
  const body = commandBody('help');
  const type = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
  expect((await house.post(body, type)).status).toBe(200);
  expect(house.turns).toHaveLength(1);
});

it.each(['', '{', '{"type":"event_callback"}'])(
  'a signed body %j does nothing and breaks nothing',
  async (body) => {
    const { status } = await house.post(body);
    expect([200, 400, 404]).toContain(status);
    expect(house.turns).toEqual([]);
  },
);

it('answers the question with which Slack makes sure of the address', async () => {
  const response = await house.post(JSON.stringify({ type: 'url_verification', challenge: 'c' }));
  expect(await response.json()).toEqual({ challenge: 'c' });
});

it.each([
  [
    'an unknown button',
    { type: 'block_actions', actions: [{ action_id: 'old.button', type: 'button', value: '1' }] },
  ],
  ['an unknown kind', { type: 'dialog_submission' }],
  ['a closed window', { type: 'view_closed', view: { id: 'V1', type: 'modal' } }],
])('%s gets an answer at once', async (_, payload) => {
  const began = performance.now();
  const { status } = await house.interact(payload);
  expect(status).toBe(200);
  expect(performance.now() - began).toBeLessThan(1_000);
});

it('an unknown command gets an answer at once', async () => {
  expect((await house.command('help', { command: '/other' })).status).toBe(200);
});
