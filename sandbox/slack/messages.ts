import type { Clock } from '../clock.js';
import type { SeedPerson } from '../tenant/entities.js';
import type { Json } from './json.js';
import type { Workspace } from './workspace.js';

/** A message as a person sees it; its id is `{channel}/{ts}`. Times are ms since epoch on the tenant's clock. */
export interface Message {
  id: string;
  /** 'bot', 'slack' for what Slack says itself, or the id of a person. */
  from: string;
  conversation: string;
  /** As Slack keeps it: `&`, `<` and `>` are escaped. */
  text?: string;
  card?: { blocks: Json[] };
  /** Only one person sees it. */
  ephemeral?: true;
  at: number;
  changedAt?: number;
}

export interface Body {
  text?: string | undefined;
  blocks?: Json[] | undefined;
}

export interface Kept extends Body {
  channel: string;
  ts: string;
  from: string;
  /** The id of the one person who sees it. */
  to?: string | undefined;
  thread?: string | undefined;
  at: number;
  changedAt?: number;
}

export interface MessageStore {
  add(message: Omit<Kept, 'ts' | 'at' | 'changedAt'>): Kept;
  find(channel: string, ts: string): Kept | undefined;
  /** The message keeps its place. */
  edit(message: Kept, body: Body): void;
  remove(message: Kept): void;
  seenBy(person: SeedPerson): Message[];
  /** The message of that id, if the person sees it. */
  seen(person: SeedPerson, id: string): Kept | undefined;
  /** A mark to ask `since` with. */
  mark(): number;
  /** What others than people wrote to that person that is new or changed after the mark, oldest first. */
  since(mark: number, person: SeedPerson): Message[];
}

/** `message` undefined: it was deleted. */
export type MessageChange = { person: string; id: string; message?: Message };

interface MessagesNeeds {
  clock: Clock;
  workspace: Workspace;
  tell(change: MessageChange): void;
  /** The bot wrote or edited a message that others than its reader may see too; `before` as it was. */
  published(message: Kept, before: Kept | undefined): void;
}

/** What all people see, in memory, in the order of first arrival. */
export function createMessages({ clock, workspace, tell, published }: MessagesNeeds): MessageStore {
  const kept = new Map<string, Kept & { changed: number }>();
  const nextTs = timestamps();
  let changes = 0;
  const readers = ({ channel, to }: Kept) =>
    (workspace.place(channel)?.people ?? []).filter(({ id }) => to === undefined || to === id);
  const keep = (message: Kept, before?: Kept) => {
    changes += 1;
    kept.set(idOf(message), { ...message, changed: changes });
    for (const { id } of readers(message)) tell({ person: id, id: idOf(message), message: shown(message) });
    if (message.from === 'bot' && message.to === undefined) published(message, before);
  };
  const seenBy = (person: SeedPerson) =>
    [...kept.values()].filter((message) => readers(message).includes(person));
  return {
    add(message) {
      const added = { ...message, ts: nextTs(), at: clock.now() };
      keep(added);
      return added;
    },
    find: (channel, ts) => kept.get(`${channel}/${ts}`),
    edit: (message, body) => keep({ ...message, ...body, changedAt: clock.now() }, message),
    remove(message) {
      kept.delete(idOf(message));
      for (const { id } of readers(message)) tell({ person: id, id: idOf(message) });
    },
    seenBy: (person) => seenBy(person).map(shown),
    seen: (person, id) => seenBy(person).find((message) => idOf(message) === id),
    mark: () => changes,
    since: (mark, person) =>
      seenBy(person)
        .filter(({ from, changed }) => changed > mark && !workspace.byId(from))
        .map(shown),
  };
}

const idOf = ({ channel, ts }: Kept): string => `${channel}/${ts}`;

function shown(message: Kept): Message {
  const { from, channel, text, blocks, to, at, changedAt } = message;
  return {
    id: idOf(message),
    from,
    conversation: channel,
    ...(text === undefined ? {} : { text }),
    ...(blocks?.length ? { card: { blocks } } : {}),
    ...(to === undefined ? {} : { ephemeral: true }),
    at,
    ...(changedAt === undefined ? {} : { changedAt }),
  };
}

/** Unique, growing, in seconds with six digits. Real time: a bot that kept its records never meets an old one again. */
function timestamps(): () => string {
  let last = 0;
  return () => {
    last = Math.max(last + 1, Date.now() * 1_000);
    return `${Math.floor(last / 1e6)}.${String(last % 1e6).padStart(6, '0')}`;
  };
}
