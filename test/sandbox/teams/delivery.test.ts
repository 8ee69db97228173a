import express from 'express';
import { createBots } from '../../../sandbox/bots.js';
import { listen, type Server } from '../../../sandbox/halves/server.js';
import { createDelivery } from '../../../sandbox/teams/delivery.js';

const servers: Server[] = [];
afterAll(() => Promise.all(servers.map((server) => server.close())));

/** A bot that answers as told, one answer after the other, the last one again and again. */
async function bot(answers: number[]): Promise<{ url: string; got: unknown[] }> {
  const got: unknown[] = [];
  const app = express();
  app.post('/api/messages', express.json(), (request, response) => {
    got.push(request.body);
    const status = answers.length > 1 ? answers.shift() : answers[0];
    response.set('x-pim-turn', 'turn-1').sendStatus(status ?? 200);
  });
  app.get(
    '/sandbox/turns/:turn',
    (_request, response) => void response.json({ settled: answers[0] === 299 }),
  );
  const server = await listen(app, 0);
  servers.push(server);
  return { url: server.origin, got };
}

/** An address where nobody answers. */
async function nobody(): Promise<string> {
  const server = await listen(express(), 0);
  await server.close();
  return server.origin;
}

const QUICK = { redeliverMs: 1_500, settleMs: 400 };
const activity = { id: '1', type: 'message' };

it('goes to the next bot when one is dead, and passes the dead one by after that', async () => {
  const bots = createBots();
  const dead = await nobody();
  const living = await bot([200]);
  bots.register(dead);
  bots.register(`${living.url}/`);
  const delivery = createDelivery(bots, QUICK);
  for (let i = 0; i < 3; i += 1) expect((await delivery.deliver(activity, {})).turn).toBe('turn-1');
  expect(living.got).toHaveLength(3);
  expect(bots.list()).toEqual([
    { url: dead, alive: false },
    { url: living.url, alive: true },
  ]);
});

it('takes turns between living bots', async () => {
  const bots = createBots();
  const pair = [await bot([200]), await bot([200])];
  for (const { url } of pair) bots.register(url);
  const delivery = createDelivery(bots, QUICK);
  for (let i = 0; i < 4; i += 1) await delivery.deliver(activity, {});
  expect(pair.map(({ got }) => got.length)).toEqual([2, 2]);
});

it.each([429, 500, 503])('delivers the same activity again after %d', async (status) => {
  const bots = createBots();
  const once = await bot([status, 200]);
  bots.register(once.url);
  expect((await createDelivery(bots, QUICK).deliver(activity, {})).status).toBe(200);
  expect(once.got).toEqual([activity, activity]);
});

it.each([400, 401, 501])('does not deliver again after %d', async (status) => {
  const bots = createBots();
  const refusing = await bot([status]);
  bots.register(refusing.url);
  expect((await createDelivery(bots, QUICK).deliver(activity, {})).status).toBe(status);
  expect(refusing.got).toHaveLength(1);
});

it('finds a bot that comes while it tries', async () => {
  const bots = createBots();
  bots.register(await nobody());
  const delivered = createDelivery(bots, QUICK).deliver(activity, {});
  const late = await bot([200]);
  setTimeout(() => bots.register(late.url), 200);
  expect((await delivered).status).toBe(200);
});

it('gives up in words', async () => {
  const bots = createBots();
  const delivery = createDelivery(bots, { redeliverMs: 200, settleMs: 200 });
  await expect(delivery.deliver(activity, {})).rejects.toMatchObject({ status: 504, code: 'BotUnreachable' });
  bots.register((await bot([503])).url);
  await expect(delivery.deliver(activity, {})).rejects.toMatchObject({ status: 502, code: 'BotFailed' });
  await expect(delivery.once(activity, {})).resolves.toMatchObject({ status: 503 });
});

describe('waiting for a turn', () => {
  it('ends when any bot says that it is done, also after the first one died', async () => {
    const bots = createBots();
    bots.register(await nobody());
    const waited = createDelivery(bots, { redeliverMs: 1, settleMs: 3_000 }).settled('turn-1', () => false);
    const other = await bot([299]);
    setTimeout(() => bots.register(other.url), 150);
    await expect(waited).resolves.toBeUndefined();
  });

  it('ends in words when it takes too long', async () => {
    const bots = createBots();
    bots.register((await bot([200])).url);
    const waited = createDelivery(bots, QUICK).settled('turn-1', () => false);
    await expect(waited).rejects.toMatchObject({ status: 504, code: 'TurnOpen' });
  });

  it('ends when nothing more can come', async () => {
    const bots = createBots();
    await expect(createDelivery(bots, QUICK).settled('turn-1', () => true)).resolves.toBeUndefined();
  });
});
