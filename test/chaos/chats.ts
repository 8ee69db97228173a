import { textOf } from '../harness/card.js';
import type { Shown } from '../harness/surface.js';
import { read } from './reach.js';
import { type Reading, readingOf } from './words.js';

/** A message of the bot as its reader sees it now. Times are ms since epoch. */
export interface Seen extends Reading {
  id: string;
  at: number;
  changed: number;
  title: string;
  /** Where its button to sign in leads. */
  link?: string;
}

/** What all people see, followed as it happens. */
export interface Chats {
  of(person: string): Seen[];
  /** Waits for a message that fits; `undefined` when none came within `ms`. */
  wait(person: string, fits: (seen: Seen) => boolean, ms: number): Promise<Seen | undefined>;
  /** Reads everything anew, so that nothing rests on an event that was missed. */
  refresh(): Promise<void>;
  stop(): void;
}

type Told = Shown & { at: number; changedAt?: number };

export async function followChats(base: string, people: readonly string[]): Promise<Chats> {
  const chats = new Map<string, Map<string, Seen>>(people.map((person) => [person, new Map()]));
  const note = (person: string, message: Told) => {
    if (message.from !== 'bot') return;
    const lines = textOf(message).split('\n');
    const { id, at, changedAt = at } = message;
    const chat = chats.get(person);
    // What a card was about it stays about, also when a later drawing no longer shows the reason.
    const { token, reference, subject } = chat?.get(id) ?? {};
    const known = {
      ...(token ? { token } : {}),
      ...(reference ? { reference } : {}),
      ...(subject ? { subject } : {}),
    };
    const link = signInLinkOf(message);
    const shown = { id, at, changed: changedAt, title: lines[0] ?? '', ...(link ? { link } : {}) };
    chat?.set(id, { ...shown, ...known, ...readingOf(lines) });
  };
  const feed = new AbortController();
  const response = await fetch(`${base}/sandbox/events`, { signal: feed.signal });
  void follow(response, (event, data) => {
    const { person, message } = data as { person: string; message?: Told };
    if (event === 'message' && message) note(person, message);
  });
  const of = (person: string) => [...(chats.get(person)?.values() ?? [])];
  return {
    of,
    async wait(person, fits, ms) {
      for (const until = Date.now() + ms; Date.now() < until; ) {
        const found = of(person).findLast(fits);
        if (found) return found;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      return undefined;
    },
    async refresh() {
      for (const person of people) {
        const all = await read<Told[]>(`${base}/sandbox/people/${person}/teams/messages`);
        for (const message of all) note(person, message);
      }
    },
    stop: () => feed.abort(),
  };
}

function signInLinkOf({ card }: Told): string | undefined {
  const { actions = [] } = (card ?? {}) as { actions?: { url?: string }[] };
  return actions.find(({ url }) => url?.includes('/token/signin'))?.url;
}

/** Server-sent events, as far as the sandbox writes them: one line of each kind. */
async function follow(response: Response, tell: (event: string, data: unknown) => void): Promise<void> {
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for await (const chunk of response.body ?? []) {
      const blocks = (rest + decoder.decode(chunk as Uint8Array, { stream: true })).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const event = /^event: message$/m.exec(block);
        const data = /^data: (.*)$/m.exec(block)?.[1];
        if (event && data) tell('message', JSON.parse(data));
      }
    }
  } catch {
    // The run is over.
  }
}
