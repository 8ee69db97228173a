import type { Pieces } from '../words.js';

/** More time for what ends: only an administrator can give it. */
export const extensions = {
  sending: 'On its way to PIM',
  asked: 'Asked an administrator',
  askedLine: 'PIM lets only an administrator decide, in the portal',
  unknown: 'Outcome unknown, checking',
  unknownLine: 'No answer came back. I look for it in PIM and send nothing twice.',
  failed: 'Not asked',
  failedLine: 'Nothing changed',
  already: 'Already asked',
  alreadyLine: 'An earlier request of yours waits for an administrator, PIM keeps one at a time',
  holds: 'Now',
  ends: (end: string) => `Ends ${end}`,
  ended: (end: string) => `Ended ${end}`,
  wish: 'Asked for',
  until: (length: string, end: string) => `${length} from now, until ${end}`,
  stays: {
    assignment: 'Until then your assignment stays as it is.',
    eligibility: 'Until then your eligibility stays as it is.',
  },
  shows: 'When it is decided, "my roles" shows the new end.',
  refused: {
    running: {
      title: 'A running role cannot be extended',
      why: 'PIM has no way to lengthen an activation: it ends with its time.',
      canDo: 'Activate it again when it ends, or release it.',
    },
    lasting: {
      title: 'It has no end',
      why: 'No end was set to it, so there is nothing to extend.',
      canDo: 'Look at what you have.',
    },
    administrator: {
      title: 'Only an administrator can extend this',
      why: 'PIM lets people ask for more time themselves only for directory roles that are their own.',
      canDo: 'Ask a PIM administrator to extend it in the portal.',
    },
    sooner: {
      title: 'It holds longer than that',
      why: (end: string) => `It ends ${end}, and you asked for less. The length counts from now.`,
      canDo: 'Ask for a later end.',
    },
    incomplete: {
      title: 'Something is missing',
      why: 'An administrator has to read for how long, and why.',
      canDo: 'Write it with what is missing:',
    },
  },
  sentence: <T>(what: Pieces<T>, { renew, length = '30 days', reason = '…' }: Said<T>): Pieces<T> => [
    renew ? 'renew ' : 'extend ',
    ...what,
    ` for ${length} because `,
    reason,
  ],
};

/** What is known of a wish; the rest is to be written. */
interface Said<T> {
  renew: boolean;
  length?: string | undefined;
  reason?: T | string | undefined;
}
