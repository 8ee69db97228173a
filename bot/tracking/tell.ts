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
/** After this long a card that could not be delivered is tried again. ms. */
const AGAIN = 10_000;

/** Brings every card about an operation to what is true now. `again`: when to try those that failed. */
export async function tell(
  ports: Ports,
  leased: Leased,
  operation: Operation,
): Promise<{ again: number | null }> {
  const noted = await tellApprovers(ports, leased, operation);
  if (noted.told === noted.rev) return { again: null };
  const ids = await ports.state.members(noted.actor.tenant, cardsSet(noted.name));
  const results = await Promise.allSettled(ids.map((id) => deliver(ports, noted.actor.tenant, id)));
  const failed = results.filter((r) => r.status === 'rejected').map((r) => r.reason as unknown);
  for (const error of failed) {
    const code = error instanceof MessengerError ? error.code : 'failed';
    ports.log.warn('card.undelivered', { tenant: noted.actor.tenant, operation: noted.id, code });
  }
  if (failed.some((error) => !(error instanceof MessengerError && error.code === 'unreachable'))) {
    return { again: ports.clock.now() + AGAIN };
  }
  await save(ports, leased, (o) => ({ ...o, told: Math.max(o.told, noted.rev) }));
  return { again: null };
}

/** Puts a card before each approver who has none yet, and notes who cannot be reached in chat. */
async function tellApprovers(ports: Ports, leased: Leased, operation: Operation): Promise<Operation> {
  if (operation.kind !== 'activate' || operation.state !== 'waiting' || !operation.request) return operation;
  const waiting = (operation.approvers ?? [])
    .slice(0, MOST_TOLD)
    .filter((a) => a.kind === 'person' && a.told === 'open');
  if (waiting.length === 0) return operation;
  const { request } = operation;
  const notes = await Promise.all(waiting.map((note) => cardFor(ports, operation, request, note)));
  return save<ActivateOperation>(ports, leased, (o) => ({
    ...o,
    rev: o.rev + 1,
    approvers: (o.approvers ?? []).map((a) => notes.find((n) => n.id === a.id) ?? a),
  }));
}

/** The card's id follows from the request and the reader, so that no one is told twice, whatever died in between. */
async function cardFor(
  ports: Ports,
  operation: ActivateOperation,
  request: PimRequest,
  note: ApproverNote,
): Promise<ApproverNote> {
  const { tenant } = operation.actor;
  const reader: Person = { tenant, oid: note.id };
  try {
    const known = await readPerson(ports.state, reader);
    const conversation = await personalChat(ports, reader);
    if (!conversation) return { ...note, told: 'unreachable' };
    const record: Omit<CardRecord, 'shown'> = {
      owner: reader,
      about: {
        kind: 'approval',
        request,
        operation: operation.id,
        reasonNeeded: operation.approval?.reasonNeeded ?? true,
      },
      view: { name: 'said', saying: 'working' },
      conversation,
      locale: known?.locale ?? 'en-US',
      zone: known?.zone ?? 'UTC',
      at: ports.clock.now(),
    };
    const id = approverCardId(ports, operation.name, reader);
    if (!(await ports.state.read(cardKey(tenant, id)))) {
      await ports.state.commit({ tenant, writes: [newCard(id, record, [cardsSet(operation.name)])] });
    }
    await deliver(ports, tenant, id);
    return { ...note, told: 'told', toldAt: ports.clock.now() };
  } catch (error) {
    if (error instanceof MessengerError && error.code === 'unreachable')
      return { ...note, told: 'unreachable' };
    if (error instanceof MessengerError) return note;
    throw error;
  }
}

/** 22 characters of base64url, from a uuid's 128 bits. */
const approverCardId = (ports: Pick<Ports, 'ids'>, requestName: string, reader: Person): string =>
  ports.ids.opaqueOf([reader.tenant, requestName, reader.oid]);
