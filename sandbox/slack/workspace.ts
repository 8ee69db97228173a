import type { SeedPerson } from '../tenant/entities.js';

/** A channel or a direct message, and who is in it. */
export interface Place {
  id: string;
  /** As commands tell it: 'directmessage' for one. */
  name: string;
  direct: boolean;
  people: readonly SeedPerson[];
  /** Whether the bot is in it. */
  bot: boolean;
}

export interface Workspace {
  people: readonly SeedPerson[];
  byId(id: string): SeedPerson | undefined;
  /** By Slack user id ('U0ANA'). */
  byUser(user: string): SeedPerson | undefined;
  place(id: string): Place | undefined;
  /** All places that a person sees. */
  placesOf(person: SeedPerson): Place[];
}

export const TEAM = { id: 'T0CONTOSO', domain: 'contoso', name: 'Contoso' };
export const BOT = { user: 'U0PIM', id: 'B0PIM', name: 'pim-bot' };
/** Everybody is in each; the bot is not in #random. */
export const CHANNELS = { general: 'C0GENERAL', approvals: 'C0APPROVALS', random: 'C0RANDOM' };

/** Ids are derived, not drawn: a bot that kept its records meets the same people after a restart. */
export const slackUserOf = ({ id }: { id: string }): string => `U0${id.toUpperCase()}`;
export const directMessageOf = ({ id }: { id: string }): string => `D0${id.toUpperCase()}`;

export function createWorkspace(people: readonly SeedPerson[]): Workspace {
  const channels = Object.entries(CHANNELS).map(([name, id]) => {
    return { id, name, direct: false, people, bot: id !== CHANNELS.random };
  });
  const chats = people.map((person) => {
    return { id: directMessageOf(person), name: 'directmessage', direct: true, people: [person], bot: true };
  });
  const places = new Map<string, Place>([...channels, ...chats].map((place) => [place.id, place]));
  return {
    people,
    byId: (id) => people.find((person) => person.id === id),
    byUser: (user) => people.find((person) => slackUserOf(person) === user),
    place: (id) => places.get(id),
    placesOf: (person) => [...places.values()].filter((place) => place.people.includes(person)),
  };
}
