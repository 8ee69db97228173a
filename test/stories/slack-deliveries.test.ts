import { createHmac } from 'node:crypto';
import { SLACK_SIGNING_SECRET } from '../../sandbox/seed.js';
import { inSlack } from '../harness/slack.js';
import { call, must } from '../harness/surface.js';
import { openWorld, type World, writesIn } from '../harness/world.js';

jest.setTimeout(60_000);

let world: World;
beforeEach(async () => {
  world = await openWorld('redis', { platforms: ['slack'] });
});
afterEach(() => world.ends());

const SENTENCE = 'activate Contributor on rg-x for 2h because INC-7';
const writes = async () => writesIn(await world.upstream()).length;
const event = (id: string) => ({
  type: 'event_callback',
  team_id: 'T0CONTOSO',
  event_id: id,
  event: { type: 'message', channel_type: 'im', user: 'U0ANA', channel: 'D0ANA', text: SENTENCE, ts: '1.1' },
});

it.each(['message', 'command', 'mention'])(
  'three deliveries of a %s at once make one request',
  async (via) => {
    const { ana } = world;
    await ana.says(SENTENCE, { via, deliveries: 3 });
    await ana.soonSees('Active', 'Contributor on rg-x');
    expect(await writes()).toBe(1);
  },
);

it('an event that was caught and is sent again has no second effect, and too late none at all', async () => {
  const { ana } = world;
  const raw = (more: object) =>
    call(`${world.base}/sandbox/people/ana/slack/raw`, { body: event('Ev1'), sign: true, ...more });
  await raw({});
  await ana.soonSees('Active', 'Contributor on rg-x');
  await raw({});
  await raw({ skew: -301 });
  await raw({ skew: 301 });
  expect(await writes()).toBe(1);
  expect((await ana.messages()).length).toBe(1);
});

it.each([
  ['without a signature', {}],
  ['signed with another secret', { secret: 'guessed' }],
  ['signed six minutes ago', { age: 360 }],
  ['signed for the day after tomorrow', { age: -172_800 }],
  ['with the signature of another body', { body: '{}' }],
])('an event %s is refused', async (_, how: { secret?: string; age?: number; body?: string }) => {
  const body = JSON.stringify(event('Ev2'));
  const at = String(Math.floor(Date.now() / 1000) - (how.age ?? 0));
  const hash = createHmac('sha256', how.secret ?? SLACK_SIGNING_SECRET)
    .update(`v0:${at}:${how.body ?? body}`)
    .digest('hex');
  const signed = { 'x-slack-request-timestamp': at, 'x-slack-signature': `v0=${hash}` };
  const headers = { 'content-type': 'application/json', ...(Object.keys(how).length > 0 ? signed : {}) };
  const response = await fetch(`${world.base}/slack/events`, { method: 'POST', body, headers });
  expect(response.status).toBe(401);
  expect(await writes()).toBe(0);
});

it('a trigger that comes late opens no window: the form stands in the direct message', async () => {
  const { ana } = world;
  await world.fails({ match: { service: 'slack', path: 'views.open' }, times: 1, delay: 3_200 });
  await ana.says('activate Contributor on rg-x for 2h', { via: 'command' });
  const form = await ana.soonSees('A reason is needed');
  expect(form.shown.view).toBeUndefined();
  await form.clicks('Activate', { justification: 'INC-7' });
  await ana.soonSees('Active', 'Contributor on rg-x');
  // Slack itself never had to say that the command failed.
  const all = await must<{ from: string }[]>(`${world.base}/sandbox/people/ana/slack/messages`);
  expect(all.filter(({ from }) => from === 'slack')).toEqual([]);
});

it('Slack asks to wait: the card comes when it may, not before, and once', async () => {
  const { ana } = world;
  const match = { service: 'slack', path: 'chat.postMessage' };
  await world.fails({ match, times: 2, status: 429, retryAfter: 40 });
  const said = ana.says(SENTENCE);
  while ((await writes()) === 0) await new Promise((resolve) => setTimeout(resolve, 50));
  await world.passes('PT20S');
  expect(await ana.messages()).toEqual([]);
  await world.passes('PT25S');
  await said;
  await ana.soonSees('Active', 'Contributor on rg-x');
  expect((await ana.messages()).length).toBe(1);
  expect(await writes()).toBe(1);
});

it('who is not linked gets the way to the sign-in, and nothing happens', async () => {
  const { oli } = world;
  for (const via of ['message', 'command', 'mention']) await oli.says(SENTENCE, { via });
  await oli.soonSees('Sign in once', 'nothing is kept');
  await inSlack(world.base, 'oli').shortcut('activate');
  expect(JSON.stringify(await oli.messages())).toContain('/login/slack?team=T0CONTOSO&user=U0OLI');
  const page = await fetch(`${world.base}/login/slack?team=T0CONTOSO&user=U0OLI`);
  expect(await page.text()).toMatch(/Oli/);
  expect(await world.upstream()).toEqual([]);
});

it('the hidden part of a card opens as a window', async () => {
  const { ana } = world;
  await world.fails({ match: { service: 'arm', method: 'PUT' }, times: 1, status: 403 });
  await ana.says(SENTENCE);
  const failed = await ana.soonSees('Not activated');
  await failed.clicks('Details');
  const [box] = await inSlack(world.base, 'ana').windows();
  expect(JSON.stringify(box)).toContain('Details');
});
