import { readSettings, start } from '../../main.js';
import { startBotHalf } from '../../sandbox/halves/bot-half.js';
import { startTenantHalf } from '../../sandbox/halves/tenant-half.js';
import { seed } from '../../sandbox/seed.js';
import { type Actor, actor } from './actor.js';
import { forgedPress } from './forge.js';
import { freshRedis } from './redis.js';
import { must, type UpstreamCall } from './surface.js';

const PEOPLE = ['ana', 'ben', 'cleo', 'dev', 'eva', 'ada', 'oli'] as const;

/** A sandbox of its own, bot and tenant, over HTTP. */
export interface World extends Record<(typeof PEOPLE)[number], Actor> {
  base: string;
  /** Lets the clock advance; resolves once all that fell due is done. ISO 8601. */
  passes(duration: string): Promise<void>;
  /** Calls to ARM and Graph since the last `forgets`, and what they were. */
  upstream(): Promise<UpstreamCall[]>;
  forgets(): Promise<void>;
  fails(fault: Record<string, unknown>): Promise<void>;
  /** No fault is left. */
  mends(): Promise<void>;
  set(settings: Record<string, unknown>): Promise<void>;
  /** Sends a press that the person's own client would not: signed by the channel, its payload made by hand. */
  forges(who: Actor, value: unknown): Promise<void>;
  ends(): Promise<void>;
}

type Store = 'memory' | 'redis';

export async function openWorld(store: Store, more: Record<string, unknown> = {}): Promise<World> {
  const redis = store === 'redis' ? await freshRedis() : undefined;
  const tenant = await startTenantHalf({ port: 0 });
  const bot = await startBotHalf({
    start: (settings, seams) => start(readSettings({ ...settings, ...more }), seams),
    tenant: tenant.origin,
    redisUrl: redis?.url,
    port: tenant.port,
    open: async (handler, control) => ({ url: tenant.house(handler, control), close: async () => {} }),
  });
  const surface = (path: string) => `${tenant.origin}/sandbox/${path}`;
  const people = Object.fromEntries(PEOPLE.map((id) => [id, actor(tenant.origin, id)])) as Record<
    (typeof PEOPLE)[number],
    Actor
  >;
  return {
    ...people,
    base: tenant.origin,
    passes: async (advance) => void (await must(surface('clock'), { advance })),
    async upstream() {
      const calls = await must<UpstreamCall[]>(surface('upstream'));
      return calls.filter((c) => c.service === 'arm' || c.service === 'graph');
    },
    forgets: async () => void (await must(surface('upstream'), undefined, 'DELETE')),
    fails: async (fault) => void (await must(surface('faults'), fault)),
    mends: async () => void (await must(surface('faults'), undefined, 'DELETE')),
    set: async (settings) => void (await must(surface('settings'), settings)),
    forges: async (who, value) => {
      const person = seed.people.find((p) => p.id === who.id);
      if (!person) throw new Error(`nobody is called ${who.id}`);
      const answer = await who.raw(
        forgedPress(person, { value, serviceUrl: `${tenant.origin}/teams/connector/` }),
        true,
      );
      if (answer.status >= 300) throw new Error(`the bot answered ${answer.status}`);
    },
    async ends() {
      await bot.stop();
      await tenant.stop();
      await redis?.close();
    },
  };
}

/** Tells a story twice, each time in a new world: with state in memory, and in a real Redis. */
export function story(title: string, tell: (world: World) => Promise<void>): void {
  describe.each<Store>(['memory', 'redis'])('with %s', (store) => {
    it(title, async () => {
      const world = await openWorld(store);
      try {
        await tell(world);
      } finally {
        await world.ends();
      }
    });
  });
}

/** Writes among the calls, and the object id that each carried. */
export const writesIn = (calls: UpstreamCall[]): UpstreamCall[] => calls.filter((c) => c.method !== 'GET');
