import type { Key, State } from '../../bot/state.js';
import type { Person } from '../../bot/turn.js';

/** Someone as Slack knows them. Within an organisation (Enterprise Grid) a user is the same in all workspaces. */
export interface Identity {
  enterprise?: string;
  team: string;
  user: string;
}

/** Where the app is installed: a workspace, or the organisation that it belongs to. */
export interface Workspace {
  team: string;
  enterprise?: string | undefined;
}

/** Who is who: written by a sign-in alone, never by anything that arrives from Slack, and never by e-mail address. */
export interface Links {
  /** `undefined`: not linked. */
  personOf(identity: Identity): Promise<Person | undefined>;
  identityOf(person: Person): Promise<Identity | undefined>;
  link(identity: Identity, oid: string): Promise<void>;
}

export const identityId = ({ enterprise, team, user }: Identity): string =>
  `slack:${enterprise ?? team}:${user}`;

/** Links of one tenant, as records. */
export function stateLinks(state: State, tenant: string): Links {
  const byIdentity = (identity: Identity): Key => ({ tenant, kind: 'link', id: identityId(identity) });
  const byPerson = (oid: string): Key => ({ tenant, kind: 'link', id: `slack-of:${oid}` });
  return {
    async personOf(identity) {
      const oid = (await state.read<{ oid: string }>(byIdentity(identity)))?.value.oid;
      return oid === undefined ? undefined : { tenant, oid };
    },
    identityOf: async ({ oid }) => (await state.read<Identity>(byPerson(oid)))?.value,
    async link(identity, oid) {
      const writes = [
        { key: byIdentity(identity), value: { oid } },
        { key: byPerson(oid), value: identity },
      ];
      await state.commit({ tenant, writes });
    },
  };
}
