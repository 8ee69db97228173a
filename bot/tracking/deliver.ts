import { type CardRecord, cardKey } from '../cards.js';
import { type Card, type Messenger, MessengerError, type Ports } from '../ports.js';
import type { Stored } from '../state.js';
import type { View } from '../views/views.js';
import { sameView, viewNow } from './draw.js';
import { pauseSince } from './pause.js';

/** One call at a time puts a card in front of its reader; after this long it is taken for dead. ms. */
const SENDING_LIMIT = 15_000;
const TRIES = 400;
/** What changes while it is sent is sent again, but not for ever: whoever changed it delivers too. */
const MOST_PUTS = 3;

/** A call that was given up on, or whose caller died, may still take effect for so long. ms. */
const MAY_LAND = 45_000;

/** A card that could not be put before its reader for so long is given up until there is news. ms. */
const GIVEN_UP = 24 * 3_600_000;
/** What failed so long ago, and was not tried since, is not the same trouble. ms. */
const FORGOTTEN = 3_600_000;

/**
 * Brings one card to what its records say: sends it, edits it, or finds that it already shows that. At least once: a
 * crash between sending and remembering sends again. Answers with when to come back, while an edit that was never
 * answered could still land over this one. Throws MessengerError when the reader does not see the truth: `retryAfter`
 * says how long to wait then, ever longer while it fails; after a day of that, the reader counts as `unreachable`.
 * `marked`: the card as the caller wrote it, with its true view and marked as being sent; nothing is read then.
 */
export async function deliver(
  ports: Ports,
  tenant: string,
  id: string,
  marked?: Stored<CardRecord>,
): Promise<number | undefined> {
  const { state, clock } = ports;
  let puts = marked ? 1 : 0;
  let drawnAt: number | undefined = marked && clock.now();
  let known = marked && (await put(ports, id, marked, marked.value.view));
  for (let tries = 0; tries < TRIES; tries++) {
    const stored = known ?? (await state.read<CardRecord>(cardKey(tenant, id)));
    known = undefined;
    if (!stored) return undefined;
    const now = clock.now();
    const { message, stale, sending, doubt, about } = stored.value;
    const elsewhere = sending !== undefined && now - sending < SENDING_LIMIT && drawnAt === undefined;
    // Many bring this card up to date at once, and to draw it reads them all: who waits for another does not draw.
    if (elsewhere && about.kind === 'several') {
      await clock.sleep(25);
      continue;
    }
    // What was drawn a moment ago is true when the records did not change, though time went on.
    const view = await viewNow(asOf(ports, drawnAt ?? now), stored.value);
    if (!view) return undefined;
    const shows = message && !stale && sameView(view, stored.value.view);
    if (shows && (doubt === undefined || now < doubt)) return doubt;
    if (drawnAt !== undefined) drawnAt = undefined;
    else if (elsewhere) await clock.sleep(25);
    else if (puts === MOST_PUTS) break;
    else {
      const own = await mark(ports, id, stored);
      if (!own) continue;
      known = await put(ports, id, own, view);
      puts += 1;
      drawnAt = now;
    }
  }
  throw new MessengerError('failed');
}

/** The same for who is not waited for: a card that failed is left alone until its pause is over. */
export async function deliverPatiently(
  ports: Ports,
  tenant: string,
  id: string,
): Promise<number | undefined> {
  const failing = (await ports.state.read<CardRecord>(cardKey(tenant, id)))?.value.failing;
  const left = (failing?.until ?? 0) - ports.clock.now();
  if (left > 0) throw new MessengerError('throttled', left);
  return deliver(ports, tenant, id);
}

const asOf = (ports: Ports, at: number): Ports => ({
  ...ports,
  clock: { now: () => at, sleep: (ms) => ports.clock.sleep(ms) },
});

/** Marks the card as being sent. `undefined`: another changed it meanwhile. */
async function mark(
  { state, clock }: Ports,
  id: string,
  { value, version }: Stored<CardRecord>,
): Promise<Stored<CardRecord> | undefined> {
  const key = cardKey(value.owner.tenant, id);
  const { doubt: _, ...sure } = value;
  const doubt = value.sending === undefined ? value.doubt : value.sending + MAY_LAND;
  const marked = { ...sure, sending: clock.now(), ...(doubt && doubt > clock.now() ? { doubt } : {}) };
  const step = await state.commit({ tenant: key.tenant, writes: [{ key, value: marked, expect: version }] });
  return step.done ? { value: marked, version: step.versions[0] ?? 0 } : undefined;
}

/** Sends or edits a card that is marked, and remembers what its reader now sees. Answers with its record as it is then. */
async function put(
  ports: Ports,
  id: string,
  marked: Stored<CardRecord>,
  view: View,
): Promise<Stored<CardRecord> | undefined> {
  const { clock } = ports;
  const { value } = marked;
  let message = value.message;
  try {
    message = await show(messengerOf(ports, value), value, asCard(id, value, view, value.shown + 1));
  } catch (error) {
    const { failing, thrown } = afterFailure(value, error, clock.now());
    const unanswered = error instanceof MessengerError && error.code === 'failed';
    await update(ports, id, marked, (now) => ({
      ...now,
      ...failing,
      ...(unanswered ? { doubt: clock.now() + MAY_LAND } : {}),
    }));
    throw thrown;
  }
  return update(ports, id, marked, ({ failing: _, ...now }) => {
    const shown = { ...now, message, at: clock.now(), shown: now.shown + 1 };
    if (JSON.stringify(now.about) !== JSON.stringify(value.about)) return shown;
    const { stale: __, ...fresh } = shown;
    return { ...fresh, view };
  });
}

/** What a failure leaves in the card's record, and what is told of it: how long to wait, or that it is given up. */
function afterFailure(
  { failing }: CardRecord,
  error: unknown,
  now: number,
): { failing: Pick<CardRecord, 'failing'>; thrown: unknown } {
  if (!(error instanceof MessengerError) || error.code === 'unreachable')
    return { failing: {}, thrown: error };
  const since = failing && now - failing.until < FORGOTTEN ? failing.since : now;
  const pause = Math.max(error.retryAfter ?? 0, pauseSince(since, now));
  const code = now - since < GIVEN_UP ? error.code : 'unreachable';
  const thrown = new MessengerError(code, pause, { cause: error });
  return { failing: { failing: { since, until: now + pause } }, thrown };
}

async function show(
  messenger: Messenger,
  { conversation, message }: CardRecord,
  card: Card,
): Promise<string> {
  if (!message) return messenger.send(conversation, card);
  try {
    await messenger.edit(conversation, message, card);
    return message;
  } catch (error) {
    if (error instanceof MessengerError && error.code === 'gone') return messenger.send(conversation, card);
    throw error;
  }
}

/** Changes the record as it stands now, most likely still as it was `marked`, and takes the sending mark off. */
async function update(
  { state }: Ports,
  id: string,
  marked: Stored<CardRecord>,
  change: (now: CardRecord) => CardRecord,
): Promise<Stored<CardRecord> | undefined> {
  const key = cardKey(marked.value.owner.tenant, id);
  let stored: Stored<CardRecord> | undefined = marked;
  while (stored) {
    const { sending: _, ...value } = change(stored.value);
    const step = await state.commit({ tenant: key.tenant, writes: [{ key, value, expect: stored.version }] });
    if (step.done) return { value, version: step.versions[0] ?? 0 };
    stored = await state.read<CardRecord>(key);
  }
  return undefined;
}

const asCard = (id: string, record: CardRecord, view: View, version: number): Card => ({
  id,
  version,
  view,
  locale: record.locale,
  zone: record.zone,
});

/** The card as its reader was last shown it. */
export const shownCard = (id: string, record: CardRecord): Card =>
  asCard(id, record, record.view, record.shown);

export function messengerOf(
  { messengers }: Ports,
  { conversation }: Pick<CardRecord, 'conversation'>,
): Messenger {
  const messenger = messengers.find((m) => m.platform === conversation.platform);
  if (!messenger) throw new MessengerError('unreachable');
  return messenger;
}
