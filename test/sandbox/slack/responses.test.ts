import type { Got } from './stub-bot.js';
import { messagePath, startWorld, type World } from './world.js';

let world: World;
let got: Got;

beforeAll(async () => {
  world = await startWorld((one) => {
    got = one;
  });
});
afterAll(() => world.close());
beforeEach(() => world.later(60_000));

const MINUTE = 60_000;
const plain = (text: string) => ({ type: 'plain_text', text });
const blocks = [{ type: 'actions', elements: [{ type: 'button', action_id: 'go', text: plain('Go') }] }];

async function answer(body: object, url = got.response_url): Promise<{ status: number; error?: string }> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: response.status, ...((await response.json()) as object) };
}

/** A command leaves an address that belongs to no message. */
const command = () => world.act('ana', 'messages', { text: 'x', via: 'command', conversation: 'C0GENERAL' });

/** A press leaves an address of the message pressed in; gives the message's id. */
async function press(ephemeral: boolean): Promise<string> {
  const said = { channel: 'C0GENERAL', user: 'U0ANA', text: 'Go?', blocks };
  const posted = await world.bot.call(ephemeral ? 'chat.postEphemeral' : 'chat.postMessage', said);
  const id = `C0GENERAL/${ephemeral ? posted.message_ts : posted.ts}`;
  await world.act('ana', messagePath(id), { action: 'go' });
  return id;
}

const texts = async (person: string) => (await world.sees(person)).map(({ text }) => text);

it('answers who asked alone, or everyone', async () => {
  await command();
  await answer({ text: 'psst' });
  await answer({ text: 'listen', response_type: 'in_channel' });
  expect(await texts('ana')).toEqual(expect.arrayContaining(['psst', 'listen']));
  expect(await texts('ben')).toContain('listen');
  expect(await texts('ben')).not.toContain('psst');
});

it('is good for five answers', async () => {
  await command();
  for (let i = 0; i < 5; i += 1)
    expect(await answer({ text: `${i}` })).toMatchObject({ status: 200, ok: true });
  expect(await answer({ text: '6' })).toMatchObject({ status: 404, error: 'used_url' });
});

it('is good for 30 minutes', async () => {
  await command();
  world.later(29 * MINUTE);
  expect(await answer({ text: 'in time' })).toMatchObject({ status: 200 });
  world.later(MINUTE + 1);
  expect(await answer({ text: 'late' })).toMatchObject({ status: 404, error: 'expired_url' });
});

it.each([
  ['a made-up address', `${'/slack/response/'}made-up`, { text: 'x' }, 404, 'expired_url'],
  ['nothing to say', undefined, {}, 400, 'no_text'],
  ['wrong blocks', undefined, { blocks: [{ type: 'poll' }] }, 400, 'invalid_blocks'],
])('refuses %s', async (_case, path, body, status, error) => {
  await command();
  const url = path ? world.origin + path : undefined;
  expect(await answer(body, url)).toMatchObject({ status, error });
});

describe.each([
  ['a message', false],
  ['an ephemeral message, which nothing else can change', true],
])('of %s', (_kind, ephemeral) => {
  it('replaces it in its place', async () => {
    const id = await press(ephemeral);
    await answer({ text: 'Gone.', replace_original: true });
    const seen = (await world.sees('ana')).find((message) => message.id === id);
    expect(seen).toMatchObject({ text: 'Gone.', changedAt: expect.any(Number) });
    expect(seen?.card).toBeUndefined();
  });

  it('takes it away, and then has nothing left to change', async () => {
    const id = await press(ephemeral);
    await answer({ delete_original: true });
    expect((await world.sees('ana')).some((message) => message.id === id)).toBe(false);
    const again = await answer({ text: 'x', replace_original: true });
    expect(again).toMatchObject({ status: 404, error: 'message_not_found' });
  });

  it('says something beside it', async () => {
    const id = await press(ephemeral);
    await answer({ text: 'beside', replace_original: false });
    const [before, beside] = (await world.sees('ana')).slice(-2);
    expect([before?.id, beside?.text, beside?.ephemeral]).toEqual([id, 'beside', true]);
  });
});
