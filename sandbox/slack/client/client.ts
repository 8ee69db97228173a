import { Refusal } from '../../refusal.js';
import type { SeedPerson } from '../../tenant/entities.js';
import type { Ack } from '../delivery.js';
import type { Json } from '../json.js';
import { createFilling } from './filling.js';
import { optionsOf } from './kinds.js';
import type { ClientNeeds, Outcome } from './needs.js';
import { opensHome, type Said, says, takesShortcut } from './say.js';
import { messageSheet, viewSheet } from './sheets.js';
import { searchedField, suggestions } from './suggest.js';
import { type Click, worksInMessage, worksInView } from './work.js';

interface Searched {
  /** One of the two. */
  message?: string | undefined;
  view?: string | undefined;
  action: string;
  query: string;
}

interface Made {
  body: unknown;
  headers: Record<string, string>;
  sign: boolean;
  /** Seconds by which the signed time is shifted. */
  skew: number;
}

/** The Slack clients of all people. Each call ends when the bot has done its work. */
export interface SlackClient {
  says(person: SeedPerson, said: Said): Promise<Outcome>;
  worksInMessage(person: SeedPerson, message: string, click: Click): Promise<Outcome>;
  worksInView(person: SeedPerson, view: string, click: Click): Promise<Outcome>;
  /** Typeahead in a field; answers what the client shows. */
  searches(person: SeedPerson, searched: Searched): Promise<Json>;
  /** The global shortcut, or with the id of a message the one on it. */
  takesShortcut(person: SeedPerson, message?: string): Promise<Outcome>;
  opensHome(person: SeedPerson, tab: 'home' | 'messages'): Promise<Outcome>;
  /** Posts a hand-made body once, signed or not. */
  raw(made: Made): Promise<Ack>;
}

export function createClient(needs: ClientNeeds): SlackClient {
  const filling = createFilling(async (sheet, placed, query) =>
    optionsOf(await suggestions(needs, sheet, { placed, query, values: filling.values(sheet) })),
  );
  const working = { ...needs, filling };
  return {
    says: (person, said) => says(needs, person, said),
    worksInMessage: (person, message, click) => worksInMessage(working, person, message, click),
    worksInView: (person, view, click) => worksInView(working, person, view, click),
    async searches(person, { message, view, action, query }) {
      const sheet = view ? viewSheet(needs, person, view) : messageSheet(needs, person, message ?? '');
      const placed = searchedField(sheet, action);
      const shown = await suggestions(needs, sheet, { placed, query, values: filling.values(sheet) });
      filling.offer(sheet, placed, optionsOf(shown));
      return shown;
    },
    takesShortcut: (person, message) => takesShortcut(needs, person, message),
    opensHome: (person, tab) => opensHome(needs, person, tab),
    async raw({ body, ...how }) {
      const form = typeof body === 'string';
      if (body === undefined) throw new Refusal(400, 'FieldMissing', '"body" is missing.');
      const posted = form
        ? { body, type: 'application/x-www-form-urlencoded' }
        : { body: JSON.stringify(body), type: 'application/json' };
      const ack = await needs.delivery.raw(posted, how);
      if (ack.turn !== undefined && ack.status < 400) await needs.delivery.settled(ack.turn);
      return ack;
    },
  };
}
