import type { HomeView } from '../../../bot/views/views.js';
import { standing } from '../buttons.js';
import { words } from '../lines.js';
import type { Group, Sheet } from '../sheet.js';
import type { Voice } from '../voice.js';
import { approvals as approvalsSheet } from './lists.js';
import { myRoles } from './my-roles.js';

/** What waits for the reader first, then what they have, then what they may activate. */
export function home({ roles, approvals }: HomeView, voice: Voice): Sheet {
  const { lists } = voice.phrases;
  // Searched is in the list itself, which the button leads to.
  const { find: _, ...has } = myRoles(roles, voice);
  const waits = approvals.total > 0;
  const titled = ({ title, rows }: Group): Group => ({
    title: title ?? lists.waitForYou(approvals.total),
    rows,
  });
  const decide = approvalsSheet(approvals, voice);
  return {
    ...has,
    summary: lists.home,
    strip: {
      style: waits ? 'accent' : 'emphasis',
      title: lists.home,
      ...(has.strip.line ? { line: has.strip.line } : {}),
    },
    groups: [...(decide.groups ?? []).map(titled), ...(has.groups ?? [])],
    ...(has.groups?.length ? {} : { lead: [words(voice.phrases.notices.sayings.noRoles)] }),
    buttons: [standing(voice).roles, standing(voice).requests],
  };
}
