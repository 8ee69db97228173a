import { type CardRecord, cardKey, newCard } from '../cards.js';
import type { ActivateOperation, ApproverNote, Operation } from '../operations/operation.js';
import { type Leased, save } from '../operations/records.js';
import { cardsSet } from '../operations/sets.js';
import { personalChat, readPerson } from '../people.js';
import type { PimRequest } from '../pim/requests.js';
import { MessengerError, type Ports } from '../ports.js';
import type { Person } from '../turn.js';
import { deliver } from './deliver.js';

/** At most so many people get a card unasked; the rest see it under "approvals". */
export const MOST_TOLD = 20;

/** Puts a card before each approver who has none yet, and notes who wants none and who cannot be reached in chat. */
export async function tellApprovers(ports: Ports, leased: Leased, operation: Operation): Promise<Operation> {
  if (operation.kind !== 'activate' || operation.state !== 'waiting' || !operation.request) return operation;
  const { request, approvers = [] } = operation;
  const open = approvers.slice(0, MOST_TOLD).filter((a) => a.kind === 'person' && a.told === 'open');
  if (open.length === 0) return operation;
  const notes = await Promise.all(open.map((note) => tellOne(ports, operation, { request, note })));
  return save<ActivateOperation>(ports, leased, (o) => ({
    ...o,
    rev: o.rev + 1,
    approvers: (o.approvers ?? []).map((a) => notes.find((n) => n.id === a.id) ?? a),
  }));
}

async function tellOne(
  ports: Ports,
  operation: ActivateOperation,
  { request, note }: { request: PimRequest; note: ApproverNote },
): Promise<ApproverNote> {
  const reader: Person = { tenant: operation.actor.tenant, oid: note.id };
  const { approval, id } = operation;
  const reasonNeeded = approval?.reasonNeeded ?? true;
  try {
    const told = await askToDecide(ports, reader, { request, operation: id, reasonNeeded });
    return told === 'told' ? { ...note, told, toldAt: ports.clock.now() } : { ...note, told };
  } catch (error) {
    if (error instanceof MessengerError)
      return error.code === 'unreachable' ? { ...note, told: 'unreachable' } : note;
    throw error;
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
  await deliver(ports, reader.tenant, id);
  return 'told';
}
