import { type Pieces, pieces } from '../words.js';

/** The form that asks for what is missing, and the choice between places or roles. */
export const forms = {
  reasonNeeded: 'A reason is needed',
  ticketNeeded: 'A ticket is needed',
  ticketAndReasonNeeded: 'A ticket and a reason are needed',
  howLong: 'How long?',
  ready: 'Ready to send',
  startsAtOnce: 'Then it starts at once',
  startsAt: (at: string) => `Then it is set to start ${at}`,
  goesToApprovers: 'Then it goes to the approvers',
  goesToPim: 'Then it goes to PIM',
  tooLong: (maximum: string, asked: string) => `At most ${maximum}, you asked for ${asked}`,
  because: {
    refused: 'PIM refused the last try',
    late: 'It came too late to be sent by itself',
    changed: 'Look at it once more before it is sent',
  },
  until: (length: string, end: string) => `${length}, until ${end}`,
  fromTo: (length: string, start: string, end: string) => `${length}, from ${start} until ${end}`,
  fromApproval: (length: string) => `${length}, counted from the approval`,
  mostAllowed: (choice: string) => `${choice} (the most allowed)`,
  notNeeded: 'Not needed',
  approversUnknown: 'Needed; PIM does not say by whom',
  anyoneIn: <T>(group: T) => pieces`anyone in ${group}`,
  or: ' or ',
  others: (count: number) => (count === 1 ? '1 other' : `${count} others`),
  oneIsEnough: 'One of them is enough.',
  only: <T>(wider: T, place: T) => pieces`You may use it in all of ${wider}; only ${place} will be activated`,
  ticketNumber: 'Ticket number',
  ticketSystem: 'Ticket system',
  ticketIn: <T>(number: T, system: T) => pieces`${number} in ${system}`,
  ticketNotChecked: 'PIM stores the ticket number but does not check it.',
  writeReason: "Write a reason. This role's settings ask for one.",
  writeReasonForApprovers: 'Write a reason. The approvers read it.',
  writeTicket: "Write the ticket's number.",
};

/** Which of several? */
export const choices = {
  whichPlace: 'Which place?',
  whichGroup: 'Which group?',
  whichRole: 'Which role?',
  whichOne: 'Which one?',
  near: 'Did you mean one of these?',
  untilYouChoose: 'Nothing is sent until you choose.',
  fit: (count: number) => (count === 1 ? '1 fits.' : `${count} fit.`),
  shown: (shown: number) => `The first ${shown} are shown; name the role and the place for fewer.`,
  searchable: (shown: number) => `The first ${shown} are shown; search for the others.`,
  unread: (realms: string[]) => `Could not be read: ${realms.join(', ')}.`,
  forLength: <T>(role: T, length: string) => pieces`${role} for ${length}`,
  reason: <T>(reason: T) => pieces`Reason: ${reason}`,
  none: {
    activate: {
      both: <T>(what: Pieces<T>): Pieces<T> => ['No role of yours is called ', ...what, '.'],
      role: <T>(role: T) => pieces`No role of yours is called ${role}.`,
      place: <T>(place: T) => pieces`No place of your roles is called ${place}.`,
    },
    release: {
      both: <T>(what: Pieces<T>): Pieces<T> => ['No active role of yours is called ', ...what, '.'],
      role: <T>(role: T) => pieces`No active role of yours is called ${role}.`,
      place: <T>(place: T) => pieces`No active role of yours is on ${place}.`,
    },
    extend: {
      both: <T>(what: Pieces<T>): Pieces<T> => ['Nothing of yours that ends is called ', ...what, '.'],
      role: <T>(role: T) => pieces`Nothing of yours that ends is called ${role}.`,
      place: <T>(place: T) => pieces`Nothing of yours that ends is on ${place}.`,
    },
    cancel: {
      both: <T>(what: Pieces<T>): Pieces<T> => ['No open request of yours is for ', ...what, '.'],
      role: <T>(role: T) => pieces`No open request of yours is for ${role}.`,
      place: <T>(place: T) => pieces`No open request of yours is for ${place}.`,
    },
  },
};

/** A role that comes with a group. */
export const chains = {
  title: 'It comes with a group',
  comesWith: <T>(what: Pieces<T>, group: T): Pieces<T> => [
    ...what,
    ...pieces` comes with membership of ${group}.`,
  ],
  mayActivate: <T>(what: Pieces<T>, group: T): Pieces<T> => [
    ...pieces`Members of ${group} may activate `,
    ...what,
    '.',
  ],
  first: 'Activate the membership first',
  firstOfTwo: 'Activate the membership first, then ask for the role again',
};
