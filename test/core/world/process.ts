import { createHash } from 'node:crypto';
import { systemIds } from '../../../adapters/host/ids.js';
import { type Bot, createBot } from '../../../bot/bot.js';
import type { Directory, Ids, Log, Ports } from '../../../bot/ports.js';
import { StateError } from '../../../bot/state.js';
import type { Pim } from '../pim/pim.js';
import { person } from './cast.js';
import type { Chat } from './chat.js';
import type { ManualClock } from './clock.js';
import { type Life, newLife } from './life.js';
import type { Store } from './store.js';

/** One process of the bot. */
export interface Process {
  bot: Bot;
  life: Life;
}

/** What every process of a world shares. */
export interface Outside {
  chat: Chat;
  pim: Pim;
  /** Realms beside Azure's. */
  others: Pim[];
  directory: Directory;
  ids: Ids;
  log: Log;
  clock: ManualClock;
  store: Store;
}

export function newProcess(of: Outside): Process {
  const life = newLife();
  const ports: Ports = {
    state: life.of(of.store.state),
    realms: [of.pim, ...of.others].map(({ realm }) => life.of(realm)),
    directory: life.of(of.directory),
    messengers: [life.of(of.chat.messenger)],
    clock: life.clock(of.clock),
    ids: of.ids,
    log: of.log,
    environmentOf: () => undefined,
    approvalsChannel: () => undefined,
  };
  return { bot: createBot(ports), life };
}

export const directoryOf = (approvers: string[]): Directory => ({
  people: async (_, oids) => oids.map(person),
  group: async (_, id) => ({ id, name: 'Access Approvers' }),
  members: async () => ({ people: approvers.map(person), total: approvers.length, hidden: false }),
});

/** The same ids in the same order in every run. */
export function countedIds(): Ids {
  const { named, opaqueOf } = systemIds();
  let count = 0;
  return {
    named,
    opaqueOf,
    opaque() {
      count += 1;
      return createHash('sha1').update(String(count)).digest().subarray(0, 16).toString('base64url');
    },
  };
}

/** Keeps what was logged as an error and is none of an outage that a test made. */
export const logInto = (errors: string[]): Log => ({
  info() {},
  warn() {},
  error(event, fields) {
    if (!(fields?.error instanceof StateError)) errors.push(`${event}: ${String(fields?.error)}`);
  },
});
