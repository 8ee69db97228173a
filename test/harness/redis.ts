import { Redis } from 'ioredis';

/** The server that bring-up.cjs started has 256 databases, one that REDIS_URL names may have 16. Database 0 stays untouched. */
const DATABASES = process.env.REDIS_URL ? 15 : 255;

export interface FreshRedis {
  /** `redis://…/n`: one database, empty, for this test file alone. */
  url: string;
  /** A plain client of that database, to look behind the curtain. */
  client: Redis;
  close(): Promise<void>;
}

/** An empty database. Each Jest worker has its own, and runs one test file at a time. */
export async function freshRedis(): Promise<FreshRedis> {
  const server = process.env.TEST_REDIS_URL;
  if (!server)
    throw new Error('TEST_REDIS_URL is not set: run tests through jest, whose globalSetup brings Redis.');
  const database = Number(process.env.JEST_WORKER_ID ?? 1);
  if (database > DATABASES)
    throw new Error(`More workers than databases: run jest with --maxWorkers=${DATABASES}.`);
  const address = new URL(server);
  address.pathname = `/${database}`;
  const client = new Redis(address.href);
  await client.flushdb();
  return {
    url: address.href,
    client,
    async close() {
      await client.flushdb();
      client.disconnect();
    },
  };
}
