import express from 'express';
import { createBots } from '../../../sandbox/bots.js';
import { listen, type Server } from '../../../sandbox/halves/server.js';
import { createDelivery } from '../../../sandbox/slack/delivery.js';

const servers: Server[] = [];
afterAll(() => Promise.all(servers.map((server) => server.close())));

interface Heard {
  body: string;
  headers: Record<string, string>;
}

/** A bot that answers as told, one answer after the other, the last one again and again; 0: not in time, -1: it dies. */
async function bot(answers: number[], more: Record<string, string> = {}) {
  const got: Heard[] = [];
  const app = express();
  app.post('/slack/events', express.text({ type: () => true }), (request, response) => {
    got.push({ body: request.body, headers: request.headers as Record<string, string> });
    const status = (answers.length > 1 ? answers.shift() : answers[0]) ?? 200;
    if (status === -1) request.socket.destroy();
    else if (status > 0) response.set({ 'x-pim-turn': 'turn-1', ...more }).sendStatus(status);
  });
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

const LIMITS = { answerMs: 150, pausesMs: [0, 10, 20], settleMs: 200 };
const event = { type: 'event_callback', event_id: 'Ev1' };
const posted = { body: 'payload=%7B%7D', type: 'application/x-www-form-urlencoded' };
const retries = (heard: Heard[]) =>
  heard.map(({ headers }) => [headers['x-slack-retry-num'], headers['x-slack-retry-reason']]);

function deliveryTo(...urls: string[]) {
  const bots = createBots();
  for (const url of urls) bots.register(url);
  return { bots, delivery: createDelivery(bots, LIMITS) };
}

describe('an event', () => {
  it.each<[string, number[], (string | undefined)[][]]>([
    ['once when it is taken', [200], [[undefined, undefined]]],
    [
      'again after any answer but a good one',
      [500, 404, 200],
      [
        [undefined, undefined],
        ['1', 'http_error'],
        ['2', 'http_error'],
      ],
    ],
    [
      'again when the answer takes too long',
      [0, 200],
      [
        [undefined, undefined],
        ['1', 'http_timeout'],
      ],
    ],
    [
      'again when the bot dies with it',
      [-1, 200],
      [
        [undefined, undefined],
        ['1', 'connection_failed'],
      ],
    ],
  ])('is delivered %s, under the same id', async (_case, answers, expected) => {
    const { url, got } = await bot(answers);
    const { delivery } = deliveryTo(url);
    expect(await delivery.event(event)).toMatchObject({ status: 200, turn: 'turn-1' });
    expect(retries(got)).toEqual(expected);
    expect(new Set(got.map(({ body }) => body))).toEqual(new Set([JSON.stringify(event)]));
  });

  it('is given up after three more tries', async () => {
    const { url, got } = await bot([500]);
    await expect(deliveryTo(url).delivery.event(event)).rejects.toMatchObject({
      status: 502,
      code: 'BotFailed',
    });
    expect(retries(got).map(([number]) => number)).toEqual([undefined, '1', '2', '3']);
  });

  it('is not repeated for a bot that wants no retry', async () => {
    const { url, got } = await bot([500], { 'x-slack-no-retry': '1' });
    await expect(deliveryTo(url).delivery.event(event)).rejects.toMatchObject({ code: 'BotFailed' });
    expect(got).toHaveLength(1);
  });

  it('goes to another bot when one is not there', async () => {
    const [dead, living] = [await nobody(), await bot([200])];
    const { bots, delivery } = deliveryTo(dead, living.url);
    for (let i = 0; i < 3; i += 1) await delivery.event(event);
    expect(retries(living.got)).toEqual([1, 2, 3].map(() => [undefined, undefined]));
    expect(bots.list()).toContainEqual({ url: dead, alive: false });
  });

  it('that nobody takes is given up in words', async () => {
    const { delivery } = deliveryTo(await nobody());
    await expect(delivery.event(event)).rejects.toMatchObject({ status: 504, code: 'BotUnreachable' });
  });
});

describe('a command or an interaction', () => {
  it('goes to the first bot that takes the connection', async () => {
    const [dead, living] = [await nobody(), await bot([200])];
    const { delivery } = deliveryTo(dead, living.url);
    for (let i = 0; i < 3; i += 1) expect(await delivery.once(posted)).toMatchObject({ turn: 'turn-1' });
    expect(living.got).toHaveLength(3);
  });

  it.each([
    ['failed with it', 500],
    ['refused it', 404],
    ['took too long', 0],
    ['died with it', -1],
  ])('is never repeated once a bot %s', async (_case, status) => {
    const pair = [await bot([status]), await bot([status])];
    const { delivery } = deliveryTo(...pair.map(({ url }) => url));
    expect(await delivery.once(posted)).toBeUndefined();
    expect(pair.map(({ got }) => got.length).sort()).toEqual([0, 1]);
  });

  it('is lost where there is no bot', async () => {
    expect(await deliveryTo(await nobody()).delivery.once(posted)).toBeUndefined();
  });
});

it('waits for a turn no longer than it says', async () => {
  const { url } = await bot([200]);
  await expect(deliveryTo(url).delivery.settled('turn-1')).rejects.toMatchObject({ code: 'TurnOpen' });
});
