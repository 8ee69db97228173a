import { readSettings, start } from '../../main.js';
import { startBotHalf } from '../../sandbox/halves/bot-half.js';
import { startTenantHalf } from '../../sandbox/halves/tenant-half.js';
import { seed } from '../../sandbox/seed.js';
import { type Actor, actor, type Platform } from './actor.js';
import type { Forged } from './card.js';
import { forgedInSlack, forgedInTeams } from './forge.js';
import { freshRedis } from './redis.js';
import { must, type UpstreamCall } from './surface.js';

const PEOPLE = ['ana', 'ben', 'cleo', 'dev', 'eva', 'ada', 'oli'] as const;

type People = Record<(typeof PEOPLE)[number], Actor>;

/** A sandbox of its own, bot and tenant, over HTTP. Its people are at the first platform that is on. */
export interface World extends People {
  base: string;
  platform: Platform;
  /** The same people at another platform. */
  at(platform: Platform): People;
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
  forges(who: Actor, press: Forged): Promise<void>;
  ends(): Promise<void>;
}

type Store = 'memory' | 'redis';

interface More {
  /** Settings of the bot. */
  settings?: Record<string, unknown>;
  platforms?: [Platform, ...Platform[]];
}

export async function openWorld(
  store: Store,
  { settings: more = {}, platforms = ['teams'] }: More = {},
): Promise<World> {
  const redis = store === 'redis' ? await freshRedis() : undefined;
  const tenant = await startTenantHalf({ port: 0 });
  const bot = await startBotHalf({
    start: (settings, seams) => start(readSettings({ ...settings, ...more }), seams),
    tenant: tenant.origin,
    platforms,
    redisUrl: redis?.url,
    port: tenant.port,
    open: async (handler, control) => ({ url: tenant.house(handler, control), close: async () => {} }),
  });
  const surface = (path: string) => `${tenant.origin}/sandbox/${path}`;
  const [platform] = platforms;
  const at = (where: Platform) =>
    Object.fromEntries(PEOPLE.map((id) => [id, actor(tenant.origin, id, where)])) as People;
  return {
    ...at(platform),
    base: tenant.origin,
    platform,
    at,
    passes: async (advance) => void (await must(surface('clock'), { advance })),
    async upstream() {
      const calls = await must<UpstreamCall[]>(surface('upstream'));
      return calls.filter((c) => c.service === 'arm' || c.service === 'graph');
    },
    forgets: async () => void (await must(surface('upstream'), undefined, 'DELETE')),
    fails: async (fault) => void (await must(surface('faults'), fault)),
    mends: async () => void (await must(surface('faults'), undefined, 'DELETE')),
    set: async (settings) => void (await must(surface('settings'), settings)),
    forges: async (who, press) => {
      const person = seed.people.find((p) => p.id === who.id);
      if (!person) throw new Error(`nobody is called ${who.id}`);
      const serviceUrl = `${tenant.origin}/teams/connector/`;
      const answer =
        platform === 'slack'
          ? await who.raw(forgedInSlack(person, press), true, FORM)
          : await who.raw(forgedInTeams(person, { press, serviceUrl }), true);
      if (answer.status >= 300) throw new Error(`the bot answered ${answer.status}`);
    },
    async ends() {
      await bot.stop();
      await tenant.stop();
      await redis?.close();
    },
  };
}

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

/** Where each story is told, and where the bot keeps its records there. */
const WORLDS: [Platform, Store][] = [
  ['teams', 'memory'],
  ['teams', 'redis'],
  ['slack', 'redis'],
];

/** Tells a story in several new worlds: on each platform, with state in memory and in a real Redis. */
export function story(title: string, tell: (world: World) => Promise<void>): void {
  describe.each(WORLDS)('in %s, with %s', (platform, store) => {
    it(title, async () => {
      const world = await openWorld(store, { platforms: [platform] });
      try {
        await tell(world);
      } finally {
        await world.ends();
      }
    });
  });
}

/** Someone whom the bot knows and PIM gives nothing. In Slack, Oli is not linked to anyone. */
export const outsiderOf = ({ platform, oli, ada }: World): Actor => (platform === 'teams' ? oli : ada);

/** Writes among the calls, and the object id that each carried. */
export const writesIn = (calls: UpstreamCall[]): UpstreamCall[] => calls.filter((c) => c.method !== 'GET');
