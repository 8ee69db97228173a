import type { WayOut } from '../../bot/phrases/problems.js';
import type { Button } from './sheet.js';
import type { Voice } from './voice.js';

/** A press that takes nothing typed along. */
export const press = (verb: string, title: string, more: Partial<Button> = {}): Button => ({
  id: verb,
  verb,
  title,
  ...more,
});

/** The same in a row: its id carries the row's number, its spoken name the row's words. */
export const rowPress = (verb: string, title: string, item: string, tooltip: string): Button =>
  press(verb, title, { id: `${verb}.${item}`, item, tooltip });

/** To the pages beside the one that is shown; all but the last are equally long. */
export function paging(
  verb: string,
  { page, pages, shown, total }: { page: number; pages: number; shown: number; total: number },
  { phrases: { buttons } }: Voice,
): Button[] {
  const to = (other: number, title: string) =>
    press(verb, title, { id: `${verb}.${other}`, item: `page${other}` });
  return [
    ...(page < pages ? [to(page + 1, buttons.next(Math.min(shown, total - page * shown)))] : []),
    ...(page > 1 ? [to(page - 1, buttons.back)] : []),
  ];
}

/** Buttons that stand alike on several cards. */
export const standing = ({ phrases: { buttons, tooltips } }: Voice) => ({
  change: press('activate.edit', buttons.change, { tooltip: tooltips.change }),
  discard: press('activate.discard', buttons.discard),
  again: press('activate.again', buttons.activateAgain),
  askAgain: press('activate.again', buttons.askAgain),
  startAgain: press('activate.again', buttons.startAgain),
  cancel: press('request.cancel', buttons.cancelRequest),
  roles: press('roles.show', buttons.myRoles),
  requests: press('requests.show', buttons.myRequests),
  approvals: press('approvals.show', buttons.approvals),
});

/** What can be done about a fault, as a button; what leads out of the chat is a link instead. */
export function wayOutButton(wayOut: WayOut | undefined, voice: Voice): Button[] {
  if (!wayOut || wayOut.kind === 'confirm' || wayOut.kind === 'portal') return [];
  const { buttons } = voice.phrases;
  const { change, askAgain, roles, requests, approvals } = standing(voice);
  if (wayOut.kind === 'askFor') {
    const title = buttons.askFor(voice.length(wayOut.duration));
    return [press('activate.submit', title, { main: true, item: wayOut.duration }), change];
  }
  const ways: Record<Exclude<WayOut['kind'], 'askFor' | 'confirm' | 'portal'>, Button> = {
    write: press('activate.edit', buttons.writeIt, { main: true }),
    change,
    again: askAgain,
    roles,
    requests,
    approvals,
    keep: press('role.keep', buttons.keepIt),
    check: press('request.check', buttons.checkNow),
  };
  return [ways[wayOut.kind]];
}
