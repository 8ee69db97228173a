import type { ActivateOperation, Operation } from '../operations/operation.js';
import { type Leased, save } from '../operations/records.js';
import { MessengerError, type Ports } from '../ports.js';
import { askToDecide } from './approvers.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Who was told only now needs no reminder yet. ms. */
const JUST_TOLD = 5 * MINUTE;
/** Approvers are reminded so long after the request, ever more rarely; the last time an hour before PIM gives up. */
const REMIND_AFTER = [15 * MINUTE, HOUR, 4 * HOUR, 12 * HOUR, 23 * HOUR];

/** ms since epoch of the next reminder; `null`: none is left, or nobody waits, as someone decided already. */
export function nextReminder(operation: Operation): number | null {
  if (operation.kind !== 'activate' || operation.state !== 'waiting' || !operation.request) return null;
  if (operation.decision) return null;
  const after = REMIND_AFTER[operation.reminders ?? 0];
  return after === undefined ? null : operation.request.createdAt + after;
}

/** A fresh card for each approver who has one: an edited card rings no bell. Of several missed times only one is made up. */
export async function remind(ports: Ports, leased: Leased, operation: Operation): Promise<Operation> {
  const now = ports.clock.now();
  const due = nextReminder(operation);
  if (due === null || due > now || operation.kind !== 'activate' || !operation.request) return operation;
  const { request, approval, id, actor } = operation;
  const since = now - request.createdAt;
  const reminder = REMIND_AFTER.filter((after) => after <= since).length;
  const told = (operation.approvers ?? []).filter(
    (a) => a.told === 'told' && now - (a.toldAt ?? 0) >= JUST_TOLD,
  );
  const reasonNeeded = approval?.reasonNeeded ?? true;
  const question = { request, operation: id, reasonNeeded, reminder };
  const asked = told.map((note) => askToDecide(ports, { tenant: actor.tenant, oid: note.id }, question));
  for (const result of await Promise.allSettled(asked)) {
    if (result.status === 'rejected' && !(result.reason instanceof MessengerError)) throw result.reason;
  }
  return save<ActivateOperation>(ports, leased, (o) => ({ ...o, reminders: reminder, rev: o.rev + 1 }));
}
