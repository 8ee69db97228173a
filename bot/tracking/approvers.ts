import { type CardRecord, cardKey, newCard } from '../cards.js';
import type { ActivateOperation, ApproverNote, Operation } from '../operations/operation.js';
import { type Leased, save } from '../operations/records.js';
import { cardsSet } from '../operations/sets.js';
import { personalChat, readPerson } from '../people.js';
import type { PimRequest } from '../pim/requests.js';
import { MessengerError, type Ports } from '../ports.js';
import type { Person } from '../turn.js';
import { deliverPatiently } from './deliver.js';
import { pauseSince } from './pause.js';

/** At most so many people get a card unasked; the rest see it under "approvals". */
export const MOST_TOLD = 20;

/**
 * Puts a card before each approver who has none yet, and notes who wants none and who cannot be reached in chat. `again`:
 * when to try those whose chat failed for now, ms since epoch.
 */
export async function tellApprovers(
  ports: Ports,
  leased: Leased,
  operation: Operation,
): Promise<{ operation: Operation; again: number | null }> {
  if (operation.kind !== 'activate' || operation.state !== 'waiting' || !operation.request)
    return { operation, again: null };
  const { request, approvers = [], decision } = operation;
  const open = approvers.slice(0, MOST_TOLD).filter((a) => a.kind === 'person' && a.told === 'open');
  if (open.length === 0 || decision) return { operation, again: null };
  const answers = await Promise.all(open.map((note) => tellOne(ports, operation, { request, note })));
  const now = ports.clock.now();
  const waits = answers.flatMap(({ wait }) => (wait === undefined ? [] : [wait]));
  const again =
    waits.length > 0 ? now + Math.max(pauseSince(request.createdAt, now), Math.min(...waits)) : null;
  if (waits.length === answers.length) return { operation, again };
  const saved = await save<ActivateOperation>(ports, leased, (o) => ({
    ...o,
    rev: o.rev + 1,
    approvers: (o.approvers ?? []).map((a) => answers.find(({ note }) => note.id === a.id)?.note ?? a),
  }));
  return { operation: saved, again };
}

/** `wait`: nothing is known yet, and the chat asks for so many ms before it is tried again. */
async function tellOne(
  ports: Ports,
  operation: ActivateOperation,
  { request, note }: { request: PimRequest; note: ApproverNote },
): Promise<{ note: ApproverNote; wait?: number }> {
  const reader: Person = { tenant: operation.actor.tenant, oid: note.id };
  const { approval, id } = operation;
  const reasonNeeded = approval?.reasonNeeded ?? true;
  try {
    const told = await askToDecide(ports, reader, { request, operation: id, reasonNeeded });
    return { note: told === 'told' ? { ...note, told, toldAt: ports.clock.now() } : { ...note, told } };
  } catch (error) {
    if (!(error instanceof MessengerError)) throw error;
    return error.code === 'unreachable'
      ? { note: { ...note, told: 'unreachable' } }
      : { note, wait: error.retryAfter ?? 0 };
  }
}

/** What a reader is asked to decide on, and by which of their cards: the first, or the n-th reminder. */
export interface Question {
  request: PimRequest;
  /** Our own record of the request, when there is one. */
  operation?: string;
  reasonNeeded: boolean;
  reminder?: number;
}

/**
 * The decision card of one reader. Its id follows from the request and the reader, so that no one is asked twice,
 * whatever died in between. Throws MessengerError.
 */
export async function askToDecide(
  ports: Ports,
  reader: Person,
  question: Question,
): Promise<'told' | 'muted' | 'unreachable'> {
  const known = await readPerson(ports.state, reader);
  if (known?.muted) return 'muted';
  const conversation = await personalChat(ports, reader);
  if (!conversation) return 'unreachable';
  const { request, operation, reasonNeeded, reminder = 0 } = question;
  const id = ports.ids.opaqueOf([reader.tenant, request.name, reader.oid, String(reminder)]);
  const record: Omit<CardRecord, 'shown'> = {
    owner: reader,
    about: { kind: 'approval', request, reasonNeeded, ...(operation ? { operation } : {}) },
    view: { name: 'said', saying: 'working' },
    conversation,
    locale: known?.locale ?? 'en-US',
    zone: known?.zone ?? 'UTC',
    at: ports.clock.now(),
  };
  if (!(await ports.state.read(cardKey(reader.tenant, id)))) {
    await ports.state.commit({
      tenant: reader.tenant,
      writes: [newCard(id, record, [cardsSet(request.name)])],
    });
  }
  await deliverPatiently(ports, reader.tenant, id);
  return 'told';
}
