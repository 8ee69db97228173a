import type { Key, State, Write } from '../../bot/state.js';
import type { Person } from '../../bot/turn.js';

/** Someone as Slack knows them. Within an organisation (Enterprise Grid) a user is the same in all workspaces. */
export interface Identity {
  enterprise?: string | undefined;
  team: string;
  user: string;
}

/** Where the app is installed: a workspace, or the organisation that it belongs to. Not always that of who acts. */
export interface Workspace {
  team: string;
  enterprise?: string | undefined;
}

/** `name`: as the directory has it. What people call themselves in Slack is theirs to change. */
interface LinkedPerson extends Person {
  name?: string;
}

/** Who is who: written by a sign-in alone, never by anything that arrives from Slack, and never by e-mail address. */
export interface Links {
  /** `undefined`: not linked. */
  personOf(identity: Identity): Promise<LinkedPerson | undefined>;
  identityOf(person: Person): Promise<Identity | undefined>;
  /** One account for one person: what either was linked to before is linked no more. */
  link(identity: Identity, person: { oid: string; name?: string }): Promise<void>;
}

export const identityId = ({ enterprise, team, user }: Identity): string =>
  `slack:${enterprise ?? team}:${user}`;

/** Links of one tenant, as records. */
export function stateLinks(state: State, tenant: string): Links {
  const keyOf = (id: string): Key => ({ tenant, kind: 'link', id });
  const byIdentity = (identity: Identity) => keyOf(identityId(identity));
  const byPerson = (oid: string) => keyOf(`slack-of:${oid}`);
  const read = <T>(key: Key) => state.read<T>(key);
  return {
    async personOf(identity) {
      const known = (await read<{ oid: string; name?: string }>(byIdentity(identity)))?.value;
      return known && { tenant, ...known };
    },
    identityOf: async ({ oid }) => (await read<Identity>(byPerson(oid)))?.value,
    async link(identity, person) {
      for (;;) {
        const [owner, account] = await Promise.all([
          read<{ oid: string }>(byIdentity(identity)),
          read<Identity>(byPerson(person.oid)),
        ]);
        const writes: Write[] = [
          { key: byIdentity(identity), value: person, expect: owner?.version ?? 0 },
          { key: byPerson(person.oid), value: identity, expect: account?.version ?? 0 },
        ];
        if (owner && owner.value.oid !== person.oid)
          writes.push({ key: byPerson(owner.value.oid), value: null });
        if (account && identityId(account.value) !== identityId(identity))
          writes.push({ key: byIdentity(account.value), value: null });
        if ((await state.commit({ tenant, writes })).done) return;
      }
    },
  };
}
