import { type CardRecord, newCard } from '../cards.js';
import type { ActivateOperation, Notice, Operation } from '../operations/operation.js';
import { type Leased, save } from '../operations/records.js';
import { cardsSet } from '../operations/sets.js';
import { personalChat, readPerson } from '../people.js';
import { minutesOf } from '../pim/durations.js';
import type { Ports } from '../ports.js';

/** A role for less than this needs no word before its end. Minutes. */
const SHORT = 15;

/** A message of its own for the requester, once each: someone decided, the end is near. */
export async function giveNotice(ports: Ports, leased: Leased, operation: Operation): Promise<Operation> {
  if (operation.kind !== 'activate') return operation;
  const due = noticesDue(operation);
  const conversation = due.length > 0 ? await personalChat(ports, operation.actor) : undefined;
  if (!conversation) return operation;
  const known = await readPerson(ports.state, operation.actor);
  const { actor, name, id } = operation;
  const record: Omit<CardRecord, 'shown'> = {
    owner: actor,
    about: { kind: 'operation', operation: id },
    view: { name: 'said', saying: 'working' },
    conversation,
    locale: known?.locale ?? 'en-US',
    zone: known?.zone ?? 'UTC',
    at: ports.clock.now(),
  };
  const cards = due.map((notice) =>
    newCard(ports.ids.opaqueOf([actor.tenant, name, actor.oid, notice]), record, [cardsSet(name)]),
  );
  return save<ActivateOperation>(
    ports,
    leased,
    (o) => ({ ...o, rev: o.rev + 1, noticed: [...(o.noticed ?? []), ...due] }),
    () => ({ writes: cards }),
  );
}

function noticesDue({ state, approvers, noticed = [], activation }: ActivateOperation): Notice[] {
  const due: Notice[] = [];
  const decided = ['active', 'ending', 'scheduled', 'denied', 'timedOut'].includes(state);
  if (approvers && decided) due.push('decided');
  if (state === 'ending' && minutesOf(activation.duration) >= SHORT) due.push('ending');
  return due.filter((notice) => !noticed.includes(notice));
}
