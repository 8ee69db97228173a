import { approvals } from './en/approvals.js';
import { extensions } from './en/extensions.js';
import { chains, choices, forms } from './en/forms.js';
import { buttons, labels, tooltips } from './en/labels.js';
import { lists } from './en/lists.js';
import { notices } from './en/notices.js';
import { places } from './en/places.js';
import { problems } from './en/problems.js';
import { several } from './en/several.js';
import { status, tools } from './en/status.js';
import type { Units } from './lengths.js';
import type { Moments } from './times.js';

/** The catalogue in English, and the model for every other language. */
export const en = {
  /** The locale of dates inside these words; 24 hours, the day before the month. */
  locale: 'en-GB',
  units: {
    days: (count) => (count === 1 ? '1 day' : `${count} days`),
    hours: (count) => `${count} h`,
    minutes: (count) => `${count} min`,
    seconds: (count) => `${count} s`,
  } satisfies Units,
  moments: {
    today: (time) => `at ${time}`,
    otherDay: (time) => `on ${time}`,
  } satisfies Moments,
  labels,
  buttons,
  tooltips,
  places,
  forms,
  choices,
  chains,
  extensions,
  status,
  tools,
  approvals,
  lists,
  several,
  problems,
  notices,
  /** Read where a card cannot be drawn. */
  newerTeams: (summary: string) =>
    `${summary}${/[.?]$/.test(summary) ? '' : '.'} Open this card in a newer Teams for more.`,
};
