import { type CardRecord, type CardWrite, cardKey, newCard } from '../cards.js';
import type { Outcome, Reply, Scene } from '../flows/flow.js';
import { type Operation, operationKey } from '../operations/operation.js';
import { openSet, requestSet } from '../operations/sets.js';
import { personalChat } from '../people.js';
import { MessengerError, type Ports } from '../ports.js';
import type { Step, Outcome as StepOutcome, Stored, Write } from '../state.js';
import { isDrawn } from '../tracking/draw.js';
import type { Conversation } from '../turn.js';
import { TURN_TTL, type TurnRecord, turnKey } from './record.js';

/** What was written when a turn closed: the record, and the operations that it holds under a lease now. */
export interface Closed {
  record: TurnRecord;
  leased: { operation: Operation; fence: number }[];
  /** Cards that were written as being sent already, by their ids: whoever closed the turn sends them now. */
  marked: Map<string, Stored<CardRecord>>;
}

/**
 * Closes a turn in one step: its record, its cards, its operations with their intent in the audit trail. Answers with
 * what stood in the way when nothing was written: `again` (a record moved: run the flow anew), `pressed` (the same
 * submit was made before) or `lost` (another replica has the turn).
 */
export async function close(
  scene: Scene,
  held: { record: TurnRecord; fence: number },
  reached: Outcome,
): Promise<Closed | 'again' | 'pressed' | 'lost'> {
  const { ports, turn } = scene;
  const { tenant } = turn.person;
  const { chat, aside } = await answerIn(ports, scene);
  const outcome: Outcome = chat ? reached : { replies: [] };
  const operations = outcome.operations ?? [];
  const waits = operations.length > 0 || (outcome.touch ?? []).length > 0;
  const cards = await Promise.all([
    ...outcome.replies.map((reply) => cardWrite(scene, reply, { to: chat ?? turn.conversation, waits })),
    ...(aside ? [cardWrite(scene, aside, { to: turn.conversation, waits })] : []),
  ]);
  const record: TurnRecord = {
    ...held.record,
    state: 'closed',
    cards: cards.map((c) => c.key.id),
    operations: [...operations.map((o) => o.id), ...(outcome.touch ?? [])],
  };
  const closing: Write = {
    key: turnKey(tenant, turn.id),
    value: record,
    fence: held.fence,
    lease: true,
  };
  const first = 1 + cards.length;
  const step: Step = {
    tenant,
    writes: [
      { ...closing, ttl: TURN_TTL },
      ...cards,
      ...operations.map((o) => operationWrite(o)),
      ...(outcome.writes ?? []),
    ],
    ...(outcome.once ? { once: [{ key: outcome.once, ttl: TURN_TTL }] } : {}),
    ...(outcome.audit ? { audit: outcome.audit } : {}),
  };
  const done = await ports.state.commit(step);
  if (!done.done) return standing(done);
  return {
    record,
    leased: operations.flatMap((operation, i) => {
      const fence = done.fences[first + i];
      return fence === undefined ? [] : [{ operation, fence }];
    }),
    marked: new Map(
      cards.flatMap(({ key, value }, i): [string, Stored<CardRecord>][] =>
        value.sending === undefined ? [] : [[key.id, { value, version: done.versions[1 + i] ?? 0 }]],
      ),
    ),
  };
}

function standing({ why, at }: StepOutcome & { done: false }): 'again' | 'pressed' | 'lost' {
  if (why === 'once') return 'pressed';
  return why === 'fence' && at === 0 ? 'lost' : 'again';
}

function operationWrite(operation: Operation): Write {
  const { name, actor } = operation;
  const join = operation.kind === 'activate' ? [openSet(actor.oid), requestSet(name)] : [];
  return {
    key: operationKey(actor.tenant, operation.id),
    value: operation,
    expect: 0,
    lease: true,
    join,
  };
}

/**
 * Cards live in 1:1 chats: what is asked in a channel is answered there, and the channel is told that. Without such a
 * chat nothing is done: the person could not be told of it.
 */
async function answerIn(ports: Ports, { turn }: Scene): Promise<{ chat?: Conversation; aside?: Reply }> {
  if (turn.conversation.personal) return { chat: turn.conversation };
  const chat = await personalChat(ports, turn.person, turn.conversation.platform).catch(onlyMessengers);
  const saying = chat ? 'answeredPrivately' : 'openChatFirst';
  return { ...(chat ? { chat } : {}), aside: { view: { name: 'said', saying } } };
}

function onlyMessengers(error: unknown): undefined {
  if (!(error instanceof MessengerError)) throw error;
}

/**
 * A new card that no operation has a word in is marked as being sent in the step that closes the turn: it goes out as it
 * is written. `waits`: the turn does something first.
 */
async function cardWrite(
  scene: Scene,
  reply: Reply,
  { to: conversation, waits }: { to: Conversation; waits: boolean },
): Promise<CardWrite> {
  const { ports, turn, now } = scene;
  const { tenant } = turn.person;
  const about = reply.about ?? { kind: 'nothing' };
  if (reply.into) {
    const key = cardKey(tenant, reply.into.id);
    const stored = await ports.state.read<CardRecord>(key);
    if (stored) {
      const value: CardRecord = { ...stored.value, about, view: reply.view, stale: true, at: now };
      return { key, value, expect: reply.into.version, ...(reply.join ? { join: reply.join } : {}) };
    }
  }
  const { locale, zone, person } = turn;
  const record = { owner: person, about, view: reply.view, conversation, locale, zone, at: now };
  const sending = waits || isDrawn(about) ? {} : { sending: ports.clock.now() };
  return newCard(ports.ids.opaque(), { ...record, ...sending }, reply.join);
}
