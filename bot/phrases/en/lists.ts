import { pieces } from '../words.js';

/** Roles, requests and approvals in rows. */
export const lists = {
  myRoles: 'My roles',
  totals: (active: number, eligible: number) =>
    `${active} active, ${eligible === 0 ? 'nothing' : eligible} more to activate`,
  asFarAsRead: (totals: string) => `${totals}, as far as it could be read`,
  notAllRead: 'Not everything could be read',
  found: <T>(count: number, query: T) =>
    count === 1 ? pieces`1 fits ${query}` : pieces`${String(count)} fit ${query}`,
  noneFound: 'Nothing of yours fits. Search for a part of the name.',
  activeNow: 'Active now',
  realms: { azure: 'Azure resources', entra: 'Directory roles', group: 'Groups' },
  someOf: (group: string, shown: number, total: number) => `${group}, ${shown} of ${total}`,
  allOf: (group: string, total: number) => `${group}, ${total}`,
  always: 'always',
  through: <T>(group: T) => pieces`through ${group}`,
  couldNotBeRead: (why: string) => `Could not be read: ${why}`,
  unread: {
    throttled: 'PIM asks to wait',
    notAllowed: 'your sign-in may not read it',
    signIn: 'it needs a new sign-in',
    noAnswer: 'no usable answer came',
  },
  findLabel: 'Find a role or place',
  page: (page: number, pages: number) => `Page ${page} of ${pages}.`,
  home: 'Your access',
  myRequests: 'My requests',
  openRequests: (total: number) => (total === 1 ? '1 is open' : `${total} are open`),
  states: {
    waiting: 'Waiting',
    scheduled: 'Set to start',
    active: 'Active',
    sending: 'On its way',
    unknown: 'Unknown',
  },
  asked: (at: string) => `asked ${at}`,
  forLength: (length: string, left: string) => `for ${length}; ${left}`,
  approvals: 'Approvals',
  waitForYou: (total: number) =>
    total === 1 ? '1 waits for your decision' : `${total} wait for your decision`,
  noneWait: 'Nothing that could be read waits for you',
};
