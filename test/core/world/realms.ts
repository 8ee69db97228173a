import type { Role, Scope } from '../../../bot/pim/roles.js';
import type { Offer } from './cast.js';

const directory: Scope = { id: '/', kind: 'directory', name: 'Directory', within: [] };
const berlin: Scope = {
  id: '/administrativeUnits/b1',
  kind: 'administrativeUnit',
  name: 'Berlin',
  within: [],
};
const group = (id: string, name: string): Scope => ({ id, kind: 'group', name, within: [] });
const role = (name: string): Role => ({ id: name.toLowerCase().replaceAll(' ', '-'), name });

const reasonAlone = { maximumDuration: 'PT8H', justification: true, ticket: false, mfa: false };

/** What Ana and Eva may activate in the directory. */
export const directoryOffers = (): Record<string, Offer> => ({
  globalReader: { role: role('Global Reader'), scope: directory, policy: { ...reasonAlone } },
  helpdesk: { role: role('Helpdesk Administrator'), scope: berlin, policy: { ...reasonAlone } },
});

/** The groups that Ana and Eva may be in, or own; Ben decides on Break Glass Operators. */
export const groupOffers = (): Record<string, Offer> => ({
  operators: {
    role: role('Member'),
    scope: group('g-break-glass', 'Break Glass Operators'),
    policy: { ...reasonAlone, approval: { approvers: [{ kind: 'person', oid: 'ben' }], reasonNeeded: true } },
  },
  engineers: { role: role('Owner'), scope: group('g-engineers', 'Engineers'), policy: { ...reasonAlone } },
  responders: {
    role: role('Member'),
    scope: group('g-responders', 'Incident Responders'),
    policy: { ...reasonAlone },
  },
});

/** What a group may bring; nobody is eligible for it but by being in the group. */
export const securityAdministrator = { role: role('Security Administrator'), scope: directory };
