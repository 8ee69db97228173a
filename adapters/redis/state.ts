import type { Redis } from 'ioredis';
import type { Log } from '../../bot/ports.js';
import { LEASE_MS, type State } from '../../bot/state.js';
import { COMMIT, isUnnamed, outcomeOf, planOf } from './commit.js';
import { type ClientOptions, connection, run } from './connection.js';
import { memberOf, rootOf, TENANTS } from './keys.js';
import { CLAIM, claimArguments, claimsOf, NEXT_DUE, RENEW } from './leases.js';
import { idsOf, MEMBERS, READ, storedOf } from './reads.js';
import type { Script } from './script.js';
import { trailIn } from './trail.js';

export interface RedisStateOptions {
  /** `redis://`, `rediss://` (TLS), or the path of a unix socket. */
  url: string;
  /** ioredis' own, over ours. */
  options?: ClientOptions;
  /** ms that the bot's clock is ahead of Redis's: 0 but in the sandbox. It never goes back. */
  skew?: () => number;
  log?: Log;
}

export interface RedisState extends State {
  /** Whether Redis answers now; never throws. */
  ready(): Promise<boolean>;
  /** Ends the connection; later calls throw StateError. */
  close(): Promise<void>;
}

/** State in Redis 6.2 or later (or Valkey). Every change is one Lua script, so it happens wholly or not at all. */
export function redisState({ url, options, skew = () => 0, log }: RedisStateOptions): RedisState {
  const { use, close } = connection({ url, ...(options && { options }), ...(log && { log }) });
  const call = (redis: Redis, script: Script, tenant: string, args: (string | number)[] = []) =>
    run(redis, script, rootOf(tenant), [skew(), ...args]);
  /** Tenants whose names were written here. */
  const named = new Set<string>();
  const ask = (script: Script, tenant: string, args?: (string | number)[]) =>
    use((redis) => call(redis, script, tenant, args));
  return {
    ...trailIn({ use, ask }),
    close,
    ready: () =>
      use((redis) => redis.ping()).then(
        (answer) => answer === 'PONG',
        () => false,
      ),
    async read<T>(key: Parameters<State['read']>[0]) {
      return storedOf<T>(await ask(READ, key.tenant, [memberOf(key)]));
    },
    async commit(step) {
      const { tenant } = step;
      const plan = planOf(step);
      const reply = await use(async (redis) => {
        const tried = named.has(tenant) ? await call(redis, COMMIT, tenant, [...plan, 1]) : undefined;
        if (tried && !isUnnamed(tried)) return tried;
        // The tenant's name goes first and on its own: it lies in another slot, and a name too many does no harm.
        const [, done] = await Promise.all([
          redis.sadd(TENANTS, tenant),
          call(redis, COMMIT, tenant, [...plan, 0]),
        ]);
        named.add(tenant);
        return done;
      });
      return outcomeOf(reply);
    },
    async claim(tenant, limit) {
      return claimsOf(tenant, await ask(CLAIM, tenant, claimArguments(limit)));
    },
    async renew(key, fence) {
      return (await ask(RENEW, key.tenant, [memberOf(key), fence, LEASE_MS])) === 1;
    },
    async members(tenant, set) {
      return idsOf(tenant, await ask(MEMBERS, tenant, [set]));
    },
    tenants: () => use((redis) => redis.smembers(TENANTS)),
    async nextDue() {
      const dues = await use(async (redis) => {
        const tenants = await redis.smembers(TENANTS);
        return Promise.all(tenants.map((tenant) => call(redis, NEXT_DUE, tenant)));
      });
      const known = dues.filter(Boolean).map(Number);
      return known.length > 0 ? Math.min(...known) : undefined;
    },
    async now() {
      const [seconds = 0, micros = 0] = await use((redis) => redis.time());
      return Number(seconds) * 1_000 + Math.floor(Number(micros) / 1_000) + Math.floor(skew());
    },
  };
}
