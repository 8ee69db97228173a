import type { Actor } from '../../bot/ports.js';
import { type Key, type State, StateError } from '../../bot/state.js';
import type { Seal } from './seal.js';
import { type Token, wire } from './wire.js';

/** Tokens kept for a person and a resource, readable by this deployment alone. */
export interface TokenCache {
  read(as: Actor, resource: string): Promise<Token | undefined>;
  keep(as: Actor, resource: string, token: Token): Promise<void>;
  forget(as: Actor, resource: string): Promise<void>;
}

/** A token is not used in its last five minutes: a write may take half a minute, and clocks differ. */
const MARGIN_MS = 5 * 60_000;

/**
 * A store that cannot be reached costs a new token, never the turn: the turn's own records tell of the store.
 * `now`: ms since epoch by real time, which tokens go by.
 */
export function tokenCache(state: State, seal: Seal, now: () => number): TokenCache {
  return {
    async read(as, resource) {
      const key = keyOf(seal, as, resource);
      const stored = await orNothing(state.read<unknown>(key));
      const text = typeof stored?.value === 'string' ? seal.open(stored.value, placeOf(key)) : undefined;
      const token = text === undefined ? undefined : wire.kept(text);
      return token && token.expiresOn - MARGIN_MS > now() ? token : undefined;
    },
    async keep(as, resource, token) {
      const ttl = token.expiresOn - MARGIN_MS - now();
      if (ttl <= 0) return;
      const key = keyOf(seal, as, resource);
      const value = seal.close(JSON.stringify(token), placeOf(key));
      await orNothing(state.commit({ tenant: as.tenant, writes: [{ key, value, ttl }] }));
    },
    async forget(as, resource) {
      const key = keyOf(seal, as, resource);
      await orNothing(state.commit({ tenant: as.tenant, writes: [{ key, value: null }] }));
    },
  };
}

function keyOf(seal: Seal, { tenant, oid }: Actor, resource: string): Key {
  return { tenant, kind: 'token', id: seal.nameOf([tenant, oid, resource]) };
}

function placeOf({ tenant, kind, id }: Key): string {
  return JSON.stringify([tenant, kind, id]);
}

async function orNothing<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof StateError) return undefined;
    throw error;
  }
}
