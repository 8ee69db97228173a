import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { pause } from './dice.js';

/** A Redis of its own that keeps what it acknowledged, in a folder of its own. */
export interface Store {
  url: string;
  /** As `kill -9`, and started again after that many ms. */
  killFor(ms: number): Promise<void>;
  /** What is not done, in words: overdue work, turns without an answer, requests whose outcome is open. */
  leftovers(): Promise<string[]>;
  /** The records that hold a text, each as a short line. */
  records(text: string): Promise<string[]>;
  stop(): Promise<void>;
}

const PROGRAMS = ['redis-server', 'valkey-server'];
/** Work that is due is taken up within a look of 200 ms; a lease ends after 15 s. ms. */
const OVERDUE = 20_000;
const UNSETTLED = new Set(['accepted', 'submitting', 'unknown', 'needsSignIn']);

export async function startStore(fsync: string): Promise<Store> {
  const folder = mkdtempSync(join(tmpdir(), 'pim-bot-chaos-'));
  const port = await freePort();
  const where = ['--bind', '127.0.0.1', '--port', String(port), '--dir', folder];
  const kept = [
    '--save',
    '',
    '--appendonly',
    'yes',
    '--appendfsync',
    fsync,
    '--maxmemory-policy',
    'noeviction',
  ];
  const options = { lazyConnect: true, maxRetriesPerRequest: 1, retryStrategy: () => 200 };
  const client = new Redis(port, '127.0.0.1', options);
  client.on('error', () => undefined);
  let server: ChildProcess | undefined;
  const start = async () => {
    for (const program of PROGRAMS) {
      server = spawn(program, [...where, ...kept], { stdio: 'ignore' });
      const failed = new Promise<boolean>((done) => server?.once('error', () => done(true)));
      if (!(await Promise.race([failed, pause(200).then(() => false)]))) return;
    }
    throw new Error(`Needs ${PROGRAMS.join(' or ')} on PATH; on Debian: apt-get install redis-server.`);
  };
  const kill = () => void server?.kill('SIGKILL');
  const end = () => {
    kill();
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', end);
  await start();
  await answering(client);
  return {
    url: `redis://127.0.0.1:${port}`,
    async killFor(ms) {
      kill();
      await pause(ms);
      await start();
      await answering(client);
    },
    leftovers: () => leftoversIn(client),
    records: (text) => recordsWith(client, text),
    async stop() {
      process.off('exit', end);
      client.disconnect();
      kill();
      await pause(100);
      end();
    },
  };
}

async function answering(client: Redis): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    try {
      if ((await client.ping()) === 'PONG') return;
    } catch {
      await pause(100);
    }
  }
  throw new Error('Redis does not answer.');
}

async function leftoversIn(client: Redis): Promise<string[]> {
  const found: string[] = [];
  const now = Date.now();
  for (const dues of await client.keys('pim:{*}:due')) {
    const late = await client.zrangebyscore(dues, '-inf', now - OVERDUE);
    found.push(...late.map((member) => `overdue: ${member}`));
  }
  for await (const [name, text] of recordsIn(client)) {
    const kind = name.split('/')[0];
    const trouble =
      kind === 'turn' || kind === 'operation' ? troubleIn(text, kind === 'turn', now) : undefined;
    if (trouble) found.push(`${trouble}: ${name}`);
  }
  return found;
}

async function* recordsIn(client: Redis): AsyncGenerator<[name: string, text: string]> {
  let cursor = '0';
  do {
    const [next, keys] = await client.scan(cursor, 'MATCH', 'pim:{*}:record:*', 'COUNT', 500);
    cursor = next;
    const values = await client.multi(keys.map((key) => ['hget', key, 'value'])).exec();
    for (const [at, key] of keys.entries())
      yield [key.slice(key.indexOf(':record:') + 8), String(values?.[at]?.[1] ?? '{}')];
  } while (cursor !== '0');
}

async function recordsWith(client: Redis, text: string): Promise<string[]> {
  const found: string[] = [];
  for await (const [name, value] of recordsIn(client)) {
    if (!value.includes(text)) continue;
    const record = JSON.parse(value) as Record<string, unknown> & { view?: { name?: string } };
    const { state, rev, told, tries, shown, stale, sending, message, delivered, view } = record;
    const facts = { view: view?.name, state, rev, told, tries, shown, stale, sending, message, delivered };
    found.push(`  ${name}: ${JSON.stringify(facts)}`);
  }
  return found;
}

function troubleIn(text: string, isTurn: boolean, now: number): string | undefined {
  const record = JSON.parse(text) as Record<string, unknown>;
  const state = String(record.state);
  if (isTurn) {
    if (state !== 'closed') return `turn ${state}`;
    return record.delivered ? undefined : 'turn undelivered';
  }
  const waits = typeof record.notBefore === 'number' && record.notBefore > now;
  return UNSETTLED.has(state) && !waits ? `${record.kind} ${state}` : undefined;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
