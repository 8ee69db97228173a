import { randomBytes } from 'node:crypto';
import type { SeedPerson } from '../tenant/entities.js';
import { isJson, type Json, objectsIn } from './json.js';
import { SlackError } from './refusal.js';

/** A modal or a home page that somebody has before them. */
export interface View {
  id: string;
  hash: string;
  type: 'modal' | 'home';
  person: string;
  /** As the app sent it, with all ids. */
  body: Json;
  root: string;
  previous: string | null;
  /** What Slack itself says in it, once an app did not answer. */
  warning?: string | undefined;
}

/** A view as a person sees it. */
export interface SeenView {
  id: string;
  type: 'modal' | 'home';
  title?: string;
  submit?: string;
  close?: string;
  blocks: Json[];
  warning?: string;
}

/** What bots and people do to views. All that take a body take a checked one; all that can fail throw a SlackError. */
export interface Views {
  /** Shows a modal in place of all that the person has open. */
  open(person: string, body: Json): View;
  /** Puts a modal on the open ones. */
  push(person: string, body: Json): View;
  update(which: { id?: string; external?: string; hash?: string }, body: Json): View;
  /** Shows a home page. */
  publish(person: string, body: Json, hash?: string): View;
  /** An open view, by its id. */
  find(id: string): View | undefined;
  home(person: string): View | undefined;
  /** Takes one view away, and those on it; or all. */
  close(view: View, all: boolean): void;
  warn(view: View, warning: string | undefined): void;
  /** The modal on top, and the home page. */
  seenBy(person: SeedPerson): SeenView[];
}

export type ViewChange = { person: string; views: SeenView[] };

/** https://docs.slack.dev/surfaces/modals#view_stack */
const MOST_ON_A_STACK = 3;

export function createViews(tell: (change: ViewChange) => void): Views {
  const stacks = new Map<string, View[]>();
  const homes = new Map<string, View>();
  const stackOf = (person: string) => stacks.get(person) ?? [];
  const all = () => [...[...stacks.values()].flat(), ...homes.values()];
  const find = (id: string) => all().find((view) => view.id === id);
  const seenBy = (person: string) => {
    return [stackOf(person).at(-1), homes.get(person)].flatMap((view) => (view ? [shown(view)] : []));
  };
  const changed = (person: string) => tell({ person, views: seenBy(person) });
  const unique = (body: Json, others: View[]) => {
    const external = body.external_id;
    if (external && others.some((view) => view.body.external_id === external))
      throw new SlackError('duplicate_external_id');
  };
  const put = (person: string, below: View[], body: Json): View => {
    unique(body, all());
    const view = made(person, 'modal', body, below);
    stacks.set(person, [...below, view]);
    changed(person);
    return view;
  };
  const redraw = (view: View, body: Json): View => {
    unique(
      body,
      all().filter((one) => one !== view),
    );
    Object.assign(view, { body, hash: newHash(), warning: undefined });
    changed(view.person);
    return view;
  };
  return {
    open: (person, body) => put(person, [], body),
    push(person, body) {
      const below = stackOf(person);
      if (below.length === 0) throw new SlackError('not_found');
      if (below.length >= MOST_ON_A_STACK) throw new SlackError('push_limit_reached');
      return put(person, below, body);
    },
    update({ id, external, hash }, body) {
      const view = id ? find(id) : all().find((one) => external && one.body.external_id === external);
      if (!view) throw new SlackError('not_found');
      if (hash && hash !== view.hash) throw new SlackError('hash_conflict');
      return redraw(view, body);
    },
    publish(person, body, hash) {
      const view = homes.get(person);
      if (hash && hash !== view?.hash) throw new SlackError('hash_conflict');
      if (view) return redraw(view, body);
      unique(body, all());
      const added = made(person, 'home', body, []);
      homes.set(person, added);
      changed(person);
      return added;
    },
    find,
    home: (person) => homes.get(person),
    close(view, everything) {
      const stack = stackOf(view.person);
      const place = stack.indexOf(view);
      if (place < 0) return;
      stacks.set(view.person, everything ? [] : stack.slice(0, place));
      changed(view.person);
    },
    warn(view, warning) {
      if (view.warning === warning) return;
      view.warning = warning;
      changed(view.person);
    },
    seenBy: ({ id }) => seenBy(id),
  };
}

function made(person: string, type: View['type'], body: Json, below: View[]): View {
  const id = `V0${randomBytes(6).toString('hex').toUpperCase()}`;
  const root = below[0]?.id ?? id;
  return { id, hash: newHash(), type, person, body, root, previous: below.at(-1)?.id ?? null };
}

const newHash = () => `${Math.floor(Date.now() / 1_000)}.${randomBytes(6).toString('base64url')}`;

function shown({ id, type, body, warning }: View): SeenView {
  const words = (name: string) => {
    const part = body[name];
    return isJson(part) ? { [name]: String(part.text) } : {};
  };
  const titles = { ...words('title'), ...words('submit'), ...words('close') };
  return { id, type, ...titles, blocks: objectsIn(body.blocks), ...(warning ? { warning } : {}) };
}
