import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { compiled } from '../harness/processes.js';
import { type Dice, pause } from './dice.js';

/** A half of the sandbox as a process. */
export interface Half {
  url: string;
  process: ChildProcess;
}

/** What the bots' logs told, by name of the event. */
export type Tally = Map<string, number>;

/** Bots that are killed and come back. */
export interface Replicas {
  /** Kills one that has been ready since its start, chosen by chance; waits until there is one. */
  killOne(dice: Dice): Promise<void>;
  /** How long a bot takes from its start until it is ready, lately. ms. */
  startsIn(): number;
  log: Tally;
  stop(): void;
}

/** Starts a half; resolves with the address that it prints. Its log is counted, not kept. */
export const startHalf = (args: string[], env: Record<string, string>, log: Tally): Promise<Half> =>
  startNode([compiled(), ...args], env, log);

/** As `startHalf`, for any program of ours that prints its address. */
export function startNode(args: string[], env: Record<string, string>, log: Tally): Promise<Half> {
  const child = spawn(process.execPath, args, { env: { ...process.env, ...env } });
  const end = () => void child.kill('SIGKILL');
  process.once('exit', end);
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => {
      process.off('exit', end);
      reject(new Error(`${args.join(' ')} ended with ${code} before it printed its address.`));
    });
    for (const stream of [child.stdout, child.stderr])
      createInterface({ input: stream }).on('line', (line) => {
        const url = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
        if (url) resolve({ url, process: child });
        else count(log, line);
      });
  });
}

const MOST_NAMES = 50;

function count(log: Tally, line: string): void {
  const name = line.startsWith('{"') ? nameOf(line) : line.slice(0, 160);
  // The rest of a stack.
  if (!/^[\w(]/.test(name)) return;
  if (log.size < MOST_NAMES || log.has(name)) log.set(name, (log.get(name) ?? 0) + 1);
}

function nameOf(line: string): string {
  const { event, error } = JSON.parse(line) as { event?: string; error?: { name?: string; at?: string[] } };
  return [event, error?.name, error?.at?.[0]].filter(Boolean).join(' ');
}

/** Keeps two bots running. */
export async function startReplicas(args: string[], env: Record<string, string>): Promise<Replicas> {
  const log: Tally = new Map();
  const slots: { half?: Half; ready: boolean }[] = [{ ready: false }, { ready: false }];
  let open = true;
  let lately = 1_000;
  const fill = async (slot: { half?: Half; ready: boolean }) => {
    while (open) {
      try {
        const began = Date.now();
        const half = await startHalf(args, env, log);
        if (!open) return void half.process.kill('SIGKILL');
        slot.half = half;
        half.process.once('exit', (_, signal) => {
          if (signal === 'SIGKILL') return;
          count(log, 'a replica ended by itself');
          slot.ready = false;
          void fill(slot);
        });
        while (open && !(await isReady(half.url))) await pause(50);
        slot.ready = open;
        lately = (lately * 3 + Date.now() - began) / 4;
        return;
      } catch {
        // It could not start: the store or the tenant was away. It is tried again, as a host would.
        await pause(200);
      }
    }
  };
  await Promise.all(slots.map(fill));
  return {
    log,
    startsIn: () => lately,
    async killOne(dice) {
      for (;;) {
        const slot = slots.filter(({ ready }) => ready)[dice.from(0, 1)] ?? slots.find(({ ready }) => ready);
        if (slot?.half) {
          slot.ready = false;
          slot.half.process.kill('SIGKILL');
          void fill(slot);
          return;
        }
        await pause(50);
      }
    },
    stop() {
      open = false;
      for (const { half } of slots) half?.process.kill('SIGKILL');
    },
  };
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(3_000) })).status === 200;
  } catch {
    return false;
  }
}
