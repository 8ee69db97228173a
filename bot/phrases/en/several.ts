import { pieces } from '../words.js';

/** Several roles at once: the form for them, what became of them, and which of them are not clear. */
export const several = {
  roles: (count: number) => `${count} roles`,
  limited: <T>(length: string, role: T) => pieces`At most ${length}, because of ${role}`,
  needsApproval: 'Needs approval',
  approvalBy: <T>(who: T) => pieces`Needs approval by ${who}`,
  approvalUnknown: 'PIM says whether it needs approval',
  active: (count: number, all: number) =>
    count === all ? `All ${all} are active` : `${count} of ${all} active`,
  waiting: (count: number, all: number) => `${count} of ${all} waiting for approval`,
  failed: (count: number, all: number) => `${count} of ${all} not activated`,
  unknown: (count: number, all: number) => `${count} of ${all} unknown, checking`,
  onTheirWay: (count: number, all: number) =>
    count === all ? `All ${all} are on their way` : `${count} of ${all} on the way`,
  over: (all: number) => `All ${all} are over`,
  changes: 'This card changes by itself',
  states: {
    sending: 'On its way',
    waiting: 'Waiting for approval',
    scheduled: (at: string) => `Starts ${at}`,
    active: 'Active',
    ending: 'Ends soon',
    releasing: (at: string) => `Release set for ${at}`,
    ended: (at: string) => `Ended ${at}`,
    denied: 'Denied',
    cancelled: 'Cancelled',
    timedOut: 'Nobody decided',
    failed: 'Not activated',
    unknown: 'Outcome unknown',
  },
  by: <T>(state: string, who: T) => pieces`${state} by ${who}`,
  nextTry: (at: string) => `next try at ${at}`,
  nextLook: (at: string) => `next look at ${at}`,
  retry: (count: number) => (count === 1 ? 'Retry the failed one' : `Retry the ${count} failed ones`),
  ownCards: 'To release or withdraw one, write "release" or "cancel" and which.',
  unclear: (count: number) => (count === 1 ? 'One of them is not clear' : `${count} of them are not clear`),
  troubled: (count: number) =>
    count === 1 ? 'One of them cannot be asked for' : `${count} of them cannot be asked for`,
  clear: 'Clear',
  none: 'No role of yours is called so',
  severalFit: 'More than one fits',
  nearly: 'Nothing fits exactly',
  write: <T>(what: T) => pieces`Write ${what}`,
  inside: <T>(what: T, parent: T) => pieces`${what} in ${parent}`,
  writeAgain: 'Write it again with those changed. Quotes keep a name together.',
  writeWithout: 'Write it again without those.',
};
