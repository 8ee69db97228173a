import { type CardRecord, newCard } from '../cards.js';
import type { ActivateOperation, Notice, Operation } from '../operations/operation.js';
import { type Leased, save } from '../operations/records.js';
import { cardsSet } from '../operations/sets.js';
import { personalChat, readPerson } from '../people.js';
import { minutesOf } from '../pim/durations.js';
import { MessengerError, type Ports } from '../ports.js';
import type { Write } from '../state.js';

/** A role for less than this needs no word before its end. Minutes. */
const SHORT = 15;

/** A chat that cannot be opened for now is tried again after this long, or as long as it asks. ms. */
const AGAIN = 60_000;

/**
 * Messages of their own, once each: someone decided, the end is near; and to the place's channel that one is asked for.
 * `again`: when to try those whose chat failed for now, ms since epoch.
 */
export async function giveNotice(
  ports: Ports,
  leased: Leased,
  operation: Operation,
): Promise<{ operation: Operation; again: number | null }> {
  if (operation.kind !== 'activate') return { operation, again: null };
  const cards: Write[] = [];
  const given: Notice[] = [];
  let again: number | null = null;
  for (const notice of noticesDue(operation)) {
    try {
      const card = await cardOf(ports, operation, notice);
      if (!card) continue;
      given.push(notice);
      cards.push(card);
    } catch (error) {
      if (!(error instanceof MessengerError)) throw error;
      again = Math.max(again ?? 0, ports.clock.now() + Math.max(AGAIN, error.retryAfter ?? 0));
    }
  }
  if (given.length === 0) return { operation, again };
  const noticed = await save<ActivateOperation>(
    ports,
    leased,
    (o) => ({ ...o, rev: o.rev + 1, noticed: [...(o.noticed ?? []), ...given] }),
    () => ({ writes: cards }),
  );
  return { operation: noticed, again };
}

async function cardOf(
  ports: Ports,
  operation: ActivateOperation,
  notice: Notice,
): Promise<Write | undefined> {
  const { actor, name, id, activation } = operation;
  const { scope } = activation;
  const conversation =
    notice === 'posted'
      ? ports.approvalsChannel([scope.id, scope.name, ...scope.within])
      : await personalChat(ports, actor);
  if (!conversation) return undefined;
  const known = await readPerson(ports.state, actor);
  const record: Omit<CardRecord, 'shown'> = {
    owner: actor,
    about: { kind: notice === 'posted' ? 'posted' : 'operation', operation: id },
    view: { name: 'said', saying: 'working' },
    conversation,
    locale: known?.locale ?? 'en-US',
    zone: known?.zone ?? 'UTC',
    at: ports.clock.now(),
  };
  return newCard(ports.ids.opaqueOf([actor.tenant, name, actor.oid, notice]), record, [cardsSet(name)]);
}

function noticesDue({ state, approvers, noticed = [], activation }: ActivateOperation): Notice[] {
  const due: Notice[] = [];
  const decided = ['active', 'ending', 'scheduled', 'denied', 'timedOut'].includes(state);
  if (approvers && decided) due.push('decided');
  if (state === 'ending' && minutesOf(activation.duration) >= SHORT) due.push('ending');
  if (state === 'waiting') due.push('posted');
  return due.filter((notice) => !noticed.includes(notice));
}
