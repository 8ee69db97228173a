import { Redis, type RedisOptions } from 'ioredis';
import type { Log } from '../../bot/ports.js';
import { StateError } from '../../bot/state.js';
import type { Script } from './script.js';

/** How long a caller waits for a connection, for the answer to a command, and for both. ms */
const CONNECT_MS = 1_000;
const COMMAND_MS = 1_500;
const CALL_MS = 1_800;

/** ioredis' own; the shape of replies is not ours to choose. */
export type ClientOptions = Omit<RedisOptions, 'replyMapping'>;

export interface Connection {
  /** Does something with the connected client; throws StateError on any failure, within two seconds. */
  use<T>(work: (redis: Redis) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/**
 * A connection that fails fast and keeps nothing for later: no queue of commands while Redis is away and no second
 * sending of one whose answer was lost (ioredis does both by default), because what failed was told to a person as
 * "not taken".
 */
export function connection({
  url,
  options,
  log,
}: {
  url: string;
  options?: ClientOptions;
  log?: Log;
}): Connection {
  const settings: ClientOptions = {
    lazyConnect: true,
    connectTimeout: CONNECT_MS,
    commandTimeout: COMMAND_MS,
    disconnectTimeout: 200,
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    retryStrategy: (tries) => Math.min(tries * 100, 1_000),
    ...options,
  };
  const redis = new Redis(url, settings);
  tellOfOutages(redis, log);
  let opening: Promise<void> | undefined;
  const open = async () => {
    if (redis.status === 'ready') return;
    opening ??= opened(redis).finally(() => {
      opening = undefined;
    });
    await opening;
  };
  return {
    async use(work) {
      try {
        return await within(CALL_MS, async () => {
          await open();
          return await work(redis);
        });
      } catch (cause) {
        throw new StateError('Redis did not do it.', { cause });
      }
    },
    async close() {
      if (redis.status === 'ready') await redis.quit().catch(() => undefined);
      redis.disconnect();
    },
  };
}

/** Runs a script by its hash; the text follows only when the server does not know it. */
export async function run(
  redis: Redis,
  { lua, sha }: Script,
  root: string,
  args: (string | number)[],
): Promise<unknown> {
  try {
    return await redis.evalsha(sha, 1, root, ...args);
  } catch (error) {
    if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error;
    return await redis.eval(lua, 1, root, ...args);
  }
}

function opened(redis: Redis): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => settle(new Error('No connection in time.')), CONNECT_MS);
    const ready = () => settle();
    const failed = (error?: Error) => settle(error ?? new Error('The connection is closed.'));
    const settle = (error?: Error) => {
      clearTimeout(timer);
      redis.off('ready', ready).off('error', failed).off('end', failed);
      if (error) reject(error);
      else resolve();
    };
    redis.on('ready', ready).on('error', failed).on('end', failed);
    if (redis.status === 'wait') redis.connect().catch(failed);
    else if (redis.status === 'end') failed();
  });
}

async function within<T>(ms: number, work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('No answer in time.')), ms);
  });
  try {
    return await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** One line when Redis goes away and one when it is back, however many commands and tries fail between. */
function tellOfOutages(redis: Redis, log?: Log): void {
  let away = false;
  redis.on('error', (error: Error & { code?: string }) => {
    if (!away) log?.warn('state.away', { code: error.code ?? error.name });
    away = true;
  });
  redis.on('ready', () => {
    if (away) log?.info('state.back');
    away = false;
  });
}
