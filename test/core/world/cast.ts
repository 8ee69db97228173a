import type { Policy } from '../../../bot/pim/policies.js';
import type { Eligibility, RealmName, Role, Scope } from '../../../bot/pim/roles.js';
import type { DirectoryPerson } from '../../../bot/ports.js';

export const TENANT = 'contoso';

/** Who there is: object id and name. Dan has no chat with the bot. */
export const PEOPLE = {
  ana: 'Ana Ruiz',
  eva: 'Eva Lind',
  ben: 'Ben Okafor',
  cleo: 'Cleo Martin',
  oli: 'Oli Stern',
} as const;

export type Name = keyof typeof PEOPLE;

const group = (name: string): Scope => ({
  id: `/subscriptions/s/resourceGroups/${name}`,
  kind: 'resourceGroup',
  name,
  within: ['Contoso'],
});

const role = (name: string): Role => ({ id: `/roles/${name.toLowerCase()}`, name });

/** What Ana and Eva may activate, and what it takes. */
export interface Offer {
  role: Role;
  scope: Scope;
  policy: Policy;
}

export const OFFERS = {
  Contributor: {
    role: role('Contributor'),
    scope: group('rg-x'),
    policy: { maximumDuration: 'PT8H', justification: true, ticket: false, mfa: false },
  },
  Owner: {
    role: role('Owner'),
    scope: group('rg-pay'),
    policy: {
      maximumDuration: 'PT4H',
      justification: true,
      ticket: false,
      mfa: false,
      approval: {
        approvers: [
          { kind: 'person', oid: 'ben' },
          { kind: 'group', id: 'access-approvers' },
        ],
        reasonNeeded: true,
      },
    },
  },
} satisfies Record<string, Offer>;

export type OfferName = keyof typeof OFFERS;

/** Policies may be changed by a test before anything is asked. */
export const seed = (): Record<OfferName, Offer> => structuredClone(OFFERS);

/** Reader at `rg-1`, `rg-2` and so on, which asks for a reason alone. */
export const readersAt = (count: number): Record<string, Offer> =>
  Object.fromEntries(
    Array.from({ length: count }, (_, at) => [
      `Reader ${at + 1}`,
      {
        role: role('Reader'),
        scope: group(`rg-${at + 1}`),
        policy: { maximumDuration: 'PT8H', justification: true, ticket: false, mfa: false },
      },
    ]),
  );

export const eligibilityOf = (
  oid: string,
  { role, scope }: Offer,
  realm: RealmName = 'azure',
): Eligibility => ({
  realm,
  id: `${scope.id}/eligibilities/${oid}-${role.name.toLowerCase()}`,
  role,
  scope,
});

export const person = (oid: string): DirectoryPerson => ({
  oid,
  name: Object.hasOwn(PEOPLE, oid) ? PEOPLE[oid as Name] : `Person ${oid}`,
  enabled: true,
});
