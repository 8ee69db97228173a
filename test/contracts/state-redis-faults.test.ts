import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RedisState, redisState } from '../../adapters/redis/state.js';
import type { LogFields } from '../../bot/ports.js';
import { StateError } from '../../bot/state.js';
import { type FreshRedis, freshRedis } from '../harness/redis.js';
import { keyOf, stepOf, TENANT } from './state.js';
import { entryOf } from './state-steps.js';

const key = keyOf('one');
const ROOT = `pim:{${TENANT}}`;
const full = { ...stepOf({ key, value: 1, due: 5, join: ['open'] }), audit: [entryOf('one')] };
const open: { close(): unknown }[] = [];
let redis: FreshRedis;

beforeAll(async () => {
  redis = await freshRedis();
});
beforeEach(() => redis.client.flushdb());
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});
afterAll(() => redis.close());

function stateAt(url: string, log?: string[]): RedisState {
  const line = (event: string, fields?: LogFields) =>
    void log?.push(fields?.code ? `${event} ${fields.code}` : event);
  const state = redisState({ url, log: { info: line, warn: line, error: line } });
  open.push(state);
  return state;
}

/** A stand-in on the way to Redis, at a path or a port. `serve` gets each connection. */
function listen(
  serve: (socket: Socket) => void,
  at?: string | number,
): Promise<{ port: number; server: Server }> {
  const all = new Set<Socket>();
  const server = createServer((socket) => {
    all.add(socket.on('error', () => socket.destroy()));
    serve(socket);
  });
  open.push({
    close: () => {
      for (const socket of all) socket.destroy();
      server.close();
    },
  });
  return new Promise((resolve) => {
    const ready = () => resolve({ server, port: Number(Object(server.address()).port) });
    if (typeof at === 'string') server.listen(at, ready);
    else server.listen(at ?? 0, '127.0.0.1', ready);
  });
}

/** Passes a connection on to the real Redis; `deaf` says when the answer is lost and the connection with it. */
function passOn(socket: Socket, deaf = () => false): void {
  const { hostname, port } = new URL(redis.url);
  const real = connect({ host: hostname, port: Number(port || 6379) }).on('error', () => socket.destroy());
  socket.pipe(real).on('data', (data) => (deaf() ? socket.destroy() : socket.write(data)));
  socket.on('close', () => real.destroy());
}

function addressOf(port: number): string {
  const url = new URL(redis.url);
  url.hostname = '127.0.0.1';
  url.port = `${port}`;
  return url.href;
}

describe('a write that cannot be made', () => {
  it.each([
    ['the audit trail', `${ROOT}:audit`],
    ['the due set', `${ROOT}:due`],
    ['a set', `${ROOT}:set:open`],
    ['the record', `${ROOT}:record:operation/one`],
  ])('of %s fails the whole step', async (_, broken) => {
    await redis.client.set(broken, 'of a wrong type');
    const state = stateAt(redis.url);
    await expect(state.commit(full)).rejects.toThrow(StateError);
    expect((await redis.client.keys('*')).sort()).toEqual([broken, 'pim:tenants'].sort());
  });
});

describe('names and leftovers', () => {
  it('all keys of a tenant carry its tag', async () => {
    await stateAt(redis.url).commit({ ...full, once: [{ key: 'k', ttl: 60_000 }] });
    const keys = await redis.client.keys('*');
    expect(keys.length).toBeGreaterThan(4);
    expect(keys.filter((name) => !name.startsWith(`${ROOT}:`))).toEqual(['pim:tenants']);
  });

  it('what Redis itself let expire leaves the due set and sets with the next look', async () => {
    const state = stateAt(redis.url);
    await state.commit(stepOf({ key, value: 1, due: 5, join: ['open'], ttl: 20 }));
    await new Promise((done) => setTimeout(done, 60));
    expect(await redis.client.exists(`${ROOT}:record:operation/one`)).toBe(0);
    expect(await redis.client.zcard(`${ROOT}:due`)).toBe(1);
    expect([await state.nextDue(), await state.claim(TENANT, 5)]).toEqual([undefined, []]);
    expect(await state.members(TENANT, 'open')).toEqual([]);
    expect(await redis.client.exists(`${ROOT}:due`, `${ROOT}:set:open`)).toBe(0);
  });

  it('a name left in a set does not bring a later namesake into it', async () => {
    const state = stateAt(redis.url);
    await state.commit(stepOf({ key, value: 1, due: 5, join: ['open'], ttl: 20 }));
    await new Promise((done) => setTimeout(done, 60));
    await state.commit(stepOf({ key, value: 2, expect: 0 }));
    expect([await state.members(TENANT, 'open'), await state.claim(TENANT, 5)]).toEqual([[], []]);
  });

  it('scripts are sent again to a server that forgot them', async () => {
    const state = stateAt(redis.url);
    await state.commit(full);
    await redis.client.script('FLUSH');
    expect(await state.commit(stepOf({ key, value: 2, expect: 1 }))).toMatchObject({
      done: true,
      versions: [2],
    });
  });

  it('a unix socket serves as well', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pim-bot-socket-'));
    open.push({ close: () => rmSync(folder, { recursive: true, force: true }) });
    await listen((socket) => passOn(socket), join(folder, 's'));
    const { password, pathname } = new URL(redis.url);
    const options = { password, db: Number(pathname.slice(1)) };
    const state = redisState({ url: join(folder, 's'), options });
    open.push(state);
    expect(await state.commit(full)).toMatchObject({ done: true });
    expect(await redis.client.exists(`${ROOT}:due`)).toBe(1);
  });
});

describe('without Redis', () => {
  const calls: [string, (state: RedisState) => Promise<unknown>][] = [
    ['read', (state) => state.read(key)],
    ['commit', (state) => state.commit(full)],
    ['claim', (state) => state.claim(TENANT, 1)],
    ['renew', (state) => state.renew(key, 1)],
    ['members', (state) => state.members(TENANT, 'open')],
    ['tenants', (state) => state.tenants()],
    ['nextDue', (state) => state.nextDue()],
    ['now', (state) => state.now()],
    ['audit', (state) => state.audit(TENANT)],
    ['seals', (state) => state.seals(TENANT)],
    ['sealing', (state) => state.sealing(TENANT)],
    ['seal', (state) => state.seal(TENANT, { fence: 1, seals: [] })],
  ];

  it.each([
    ['nothing listens', async () => addressOf(await closedPort())],
    ['nothing answers', async () => addressOf((await listen(() => undefined)).port)],
  ])('every method throws StateError within two seconds when %s', async (_, place) => {
    const state = stateAt(await place());
    const began = Date.now();
    const results = await Promise.allSettled([...calls.map(([, call]) => call(state)), state.ready()]);
    expect(Date.now() - began).toBeLessThan(2_000);
    expect(results.pop()).toEqual({ status: 'fulfilled', value: false });
    const errors = results.map((result) => (result.status === 'rejected' ? result.reason : undefined));
    expect(errors).toEqual(calls.map(() => expect.any(StateError)));
  });

  it.each(calls)('%s throws StateError after close', async (_, call) => {
    const state = stateAt(redis.url);
    expect(await state.ready()).toBe(true);
    await state.close();
    await expect(call(state)).rejects.toThrow(StateError);
    expect(await state.ready()).toBe(false);
  });

  it('a step whose answer is lost is not sent a second time, and the next one finds the way', async () => {
    let deaf = false;
    const { port } = await listen((socket) => passOn(socket, () => deaf));
    const state = stateAt(addressOf(port));
    await state.commit(stepOf({ key, value: 0 }));
    deaf = true;
    await expect(state.commit(stepOf({ key, value: 1 }))).rejects.toThrow(StateError);
    deaf = false;
    await new Promise((done) => setTimeout(done, 300));
    expect(await state.read(key)).toEqual({ value: 1, version: 2 });
  });

  it('tells of an outage once, and once of its end', async () => {
    const log: string[] = [];
    const port = await closedPort();
    const state = stateAt(addressOf(port), log);
    for (let times = 0; times < 3; times++) await expect(state.now()).rejects.toThrow(StateError);
    await listen((socket) => passOn(socket), port);
    while (!(await state.ready())) await new Promise((done) => setTimeout(done, 50));
    expect(log).toEqual(['state.away ECONNREFUSED', 'state.back']);
  });
});

async function closedPort(): Promise<number> {
  const { port, server } = await listen(() => undefined);
  await new Promise((done) => server.close(done));
  return port;
}
