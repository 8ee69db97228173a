/** What a message of the bot says to its reader about one request. */
export type Word =
  | 'active'
  | 'ended'
  | 'released'
  | 'releaseSet'
  | 'waiting'
  | 'denied'
  | 'cancelled'
  | 'timedOut'
  /** Not sent in time. */
  | 'expired'
  /** Nothing was done, and why. */
  | 'refused'
  /** Nothing that could be given back or withdrawn was found. */
  | 'notHeld'
  /** Something is to be filled in. */
  | 'form'
  /** A decision is asked of the reader. */
  | 'asked'
  | 'approved'
  | 'decided'
  /** It goes on by itself: no last word. */
  | 'working'
  | 'other';

export interface Reading {
  word: Word;
  /** 'Contributor on rg-x' or 'Member of team-001', when it names it. */
  subject?: string;
  /** 'run 7-12', when it shows the reason. */
  token?: string;
  /** Six characters, when it shows them. */
  reference?: string;
}

/** By the first line, which is the title. */
const TITLES: [RegExp, Word][] = [
  [/^(Active|Ends soon)$/, 'active'],
  [/^Ended /, 'ended'],
  [/^Release set for /, 'releaseSet'],
  [/^Waiting for approval$/, 'waiting'],
  [/^Denied$/, 'denied'],
  [/^(Cancelled|Withdrawn)$/, 'cancelled'],
  [/^Nobody decided/, 'timedOut'],
  [/^Not sent in time$/, 'expired'],
  [/^(A reason is needed|Check and send)/, 'form'],
  [/^Your decision$/, 'asked'],
  [/^Approved$/, 'approved'],
  [/^(Decided elsewhere|Already decided)$/, 'decided'],
  [/^(On its way|Set to start|Outcome unknown|Release is on its way|Working)/, 'working'],
  [/^(Nothing to release|Not released yet|Nothing to cancel)$/, 'notHeld'],
  [/^Did you mean/, 'refused'],
  // The answer to a second click, whatever the first one came to.
  [/^Already done$/, 'other'],
];
const GOES_ON = /I try again|I look it up|I look for it/;

/** Reads a message as its reader does, line by line. */
export function readingOf(lines: readonly string[]): Reading {
  const all = lines.join('\n');
  const subject = subjectIn(lines);
  const token = /\brun \d+-\d+\b/.exec(all)?.[0];
  const reference = /\bRequest ([0-9A-Z]{6})\b/.exec(all)?.[1];
  return {
    word: wordIn(lines, all),
    ...(subject ? { subject } : {}),
    ...(token ? { token } : {}),
    ...(reference ? { reference } : {}),
  };
}

function wordIn([title = '', ...lines]: readonly string[], all: string): Word {
  const word = TITLES.find(([pattern]) => pattern.test(title))?.[1];
  if (word === 'ended' && lines.includes('You released it')) return 'released';
  if (lines.some((line) => line.startsWith('No active role of yours is called'))) return 'notHeld';
  if (word) return word;
  if (GOES_ON.test(all)) return 'working';
  return lines.includes('Why') ? 'refused' : 'other';
}

const SUBJECT = /^(?:.+ on [\w-]+|Member of [\w -]+)$/;

/** A card of choices lists what it is not about: there only the line counts that says what was not found. */
function subjectIn(lines: readonly string[]): string | undefined {
  const called = lines
    .map((line) => /is called (.+ on [\w-]+|Member of [\w -]+)\.$/.exec(line)?.[1])
    .find(Boolean);
  if (called || lines[0]?.startsWith('Did you mean')) return called;
  const asked = lines
    .map((line) => /(?:asks|asked) for (.+ on [\w-]+|Member of [\w -]+)$/.exec(line)?.[1])
    .find(Boolean);
  return asked ?? lines.find((line) => SUBJECT.test(line));
}
