import { parseArgs } from 'node:util';

/** One run of the harness. */
export interface Options {
  /** How many times a replica is killed. */
  kills: number;
  redisKills: number;
  /** How many people write beside ana and dev. */
  people: number;
  seed: number;
  /** Of which realms of PIM they ask. */
  realms: ('azure' | 'group')[];
  /** A bot that is wrong on purpose. */
  control?: 'new-name' | 'short-lease';
  /** Who names a request: the client as in ARM, or the service as in Graph, where a repeat is another request. */
  names: 'client' | 'server';
  fsync: 'always' | 'everysec';
  /** Where what the run is judged by is written down, to be judged again; `judge`: only that is done. */
  evidence?: string;
  judge?: string;
  /** How long what is left may take at the end. */
  drainMinutes: number;
}

export const USAGE = `usage: npm run chaos -- [--kills 100] [--redis-kills 4] [--people 20] [--seed <number>]
         [--realms azure|group|both] [--control new-name|short-lease] [--names client|server] [--fsync always|everysec] [--drain <minutes>]
         [--evidence <file to write>]
       npm run chaos -- --judge <file>     judges again what a run wrote down`;

/** Reads the command line; throws an Error that says how it is written. */
export function optionsIn(args: string[]): Options {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args,
    options: {
      kills: { ...text, default: '100' },
      'redis-kills': { ...text, default: '4' },
      people: { ...text, default: '20' },
      seed: { ...text, default: String(Date.now() % 1_000_000) },
      drain: { ...text, default: '10' },
      control: text,
      evidence: text,
      judge: text,
      names: text,
      realms: { ...text, default: 'azure' },
      fsync: { ...text, default: 'always' },
    },
  });
  const control = one('control', values.control, ['new-name', 'short-lease', undefined] as const);
  // Under names of the client's choice PIM itself refuses the repeat that a short lease leads to.
  const names = values.names ?? (control === 'short-lease' ? 'server' : 'client');
  const realms = one('realms', values.realms, ['azure', 'group', 'both'] as const);
  return {
    kills: number('kills', values.kills),
    redisKills: number('redis-kills', values['redis-kills']),
    people: number('people', values.people),
    seed: number('seed', values.seed),
    drainMinutes: number('drain', values.drain),
    realms: realms === 'both' ? ['azure', 'group'] : [realms],
    names: one('names', names, ['client', 'server'] as const),
    fsync: one('fsync', values.fsync, ['always', 'everysec'] as const),
    ...(control ? { control } : {}),
    ...(values.evidence ? { evidence: values.evidence } : {}),
    ...(values.judge ? { judge: values.judge } : {}),
  };
}

function number(name: string, text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new Error(`--${name} is "${text}"; it is a whole number.`);
}

function one<T extends string | undefined>(name: string, given: string | undefined, known: readonly T[]): T {
  const found = known.find((value) => value === given);
  if (known.some((value) => value === given)) return found as T;
  throw new Error(`--${name} is "${given}"; it is ${known.filter(Boolean).join(' or ')}.`);
}
