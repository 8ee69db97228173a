import type { Seen } from './actor.js';
import { linesOf } from './blocks.js';
import { type CardJson, must } from './surface.js';

interface Done {
  turn?: string;
  messages: { id: string; text?: string; ephemeral?: boolean; conversation: string }[];
  views: ({ id: string; type: string } & CardJson)[];
}

/** What one can do in Slack and in no other chat. */
export interface InSlack {
  shortcut(shortcut: 'activate' | 'message', message?: string): Promise<Done>;
  /** Opens the home tab; resolves with what it shows. */
  home(): Promise<string>;
  /** What it shows now. */
  shown(): Promise<string>;
  /** Opens the chat with the bot, without a word. */
  opensChat(): Promise<Done>;
  /** Presses something on the home tab. */
  onHome(action: string): Promise<Done>;
  /** Closes the window that is open. */
  closes(): Promise<void>;
  /** What a list offers for what was typed. */
  types(into: Seen, query: string): Promise<{ text: { text: string }; value: string }[]>;
  /** Picks one of what it offers. */
  picks(into: Seen, value: string): Promise<Done>;
  windows(): Promise<Done['views']>;
}

export function inSlack(base: string, id: string): InSlack {
  const at = (path: string) => `${base}/sandbox/people/${id}/slack/${path}`;
  const views = async (type: string) =>
    (await must<Done['views']>(at('views'))).filter((view) => view.type === type);
  const shown = async () => linesOf((await views('home'))[0]?.blocks).join('\n');
  const placeOf = ({ id: name, shown }: Seen) =>
    `${shown.view ? 'views' : 'messages'}/${encodeURIComponent(name)}`;
  return {
    shortcut: (shortcut, message) => must(at('shortcuts'), { shortcut, ...(message ? { message } : {}) }),
    async home() {
      await must(at('home'), {});
      return shown();
    },
    shown,
    opensChat: () => must(at('home'), { tab: 'messages' }),
    async onHome(action) {
      const [home] = await views('home');
      return must(at(`views/${home?.id}/actions`), { action, inputs: {} });
    },
    async closes() {
      const [open] = await views('modal');
      await must(at(`views/${open?.id}/actions`), { action: 'close', inputs: {} });
    },
    async types(into, query) {
      const where = into.shown.view ? { viewId: into.id } : { messageId: into.id };
      const answer = await must<{ options: [] }>(at('options'), { ...where, actionId: 'find', query });
      return answer.options;
    },
    picks: (into, value) => must(at(`${placeOf(into)}/actions`), { action: 'find', inputs: { find: value } }),
    windows: () => views('modal'),
  };
}
