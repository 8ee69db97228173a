import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Half, startHalf, startNode, type Tally } from '../test/chaos/replicas.js';
import { CROWD } from './commands.js';

/** One that answers commands, as a process. */
export interface App extends Half {
  name: string;
  /** Ours says when a turn is done; of Bolt alone the posted messages tell. */
  ours: boolean;
  /** Whether the answer to words that need nothing else is a message of its own, and not in the acknowledgement. */
  posts: boolean;
}

const LOADER = join(__dirname, '../test/harness/from-source.cjs');

export const startTenant = (log: Tally): Promise<Half> =>
  startHalf(['--tenant', '--people', String(CROWD)], { PORT: '0' }, log);

/** `REDIS_URL` '' keeps the bot's records in memory. */
export async function startOurs(
  name: string,
  { tenant, redis = '', log }: { tenant: string; redis?: string; log: Tally },
): Promise<App> {
  return { name, ours: true, posts: false, ...(await started('our-bot.ts', [tenant], { redis, log })) };
}

export async function startBare(
  name: string,
  { tenant, posts, log }: { tenant: string; posts: boolean; log: Tally },
): Promise<App> {
  const words = posts ? [tenant, 'posts'] : [tenant];
  return { name, ours: false, posts, ...(await started('bare-bolt.ts', words, { redis: '', log })) };
}

function started(
  file: string,
  words: string[],
  { redis, log }: { redis: string; log: Tally },
): Promise<Half> {
  const env = { REDIS_URL: redis, NODE_ENV: 'production' };
  return startNode(['-r', LOADER, join(__dirname, file), ...words], env, log);
}

/** Seconds of processor time that the app's own process has had; NaN where the system has no /proc. */
export function cpuSeconds({ process: { pid } }: App): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // Fields 14 and 15, in ticks of 10 ms; the name before them may hold spaces. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return Number.NaN;
  }
}
