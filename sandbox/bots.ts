/** A bot half that registered itself. `url` has no trailing slash. */
interface Bot {
  url: string;
  alive: boolean;
}

export interface Bots {
  list(): readonly Bot[];
  /** Also brings one back that was lost; others that are lost now are forgotten until they register again. */
  register(url: string): void;
  forget(url: string): void;
  /** Marks a bot that did not answer; it is tried again only while no other lives. */
  lost(url: string): void;
  /** The order in which to try them now: the living ones, each time beginning with the next; else all. */
  inTurn(): string[];
}

export function createBots(): Bots {
  const bots = new Map<string, Bot>();
  let turn = 0;
  return {
    list: () => [...bots.values()],
    register(url) {
      for (const bot of bots.values()) if (!bot.alive) bots.delete(bot.url);
      bots.set(trimmed(url), { url: trimmed(url), alive: true });
    },
    forget: (url) => void bots.delete(trimmed(url)),
    lost(url) {
      const bot = bots.get(url);
      if (bot) bot.alive = false;
    },
    inTurn() {
      const all = [...bots.values()];
      const living = all.filter((bot) => bot.alive);
      const candidates = (living.length > 0 ? living : all).map((bot) => bot.url);
      turn += 1;
      const first = turn % Math.max(candidates.length, 1);
      return [...candidates.slice(first), ...candidates.slice(0, first)];
    },
  };
}

const trimmed = (url: string) => url.replace(/\/+$/, '');
