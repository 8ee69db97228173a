import { type CardRecord, cardKey } from '../cards.js';
import { type Card, type Messenger, MessengerError, type Ports } from '../ports.js';
import type { Key, Stored } from '../state.js';
import type { View } from '../views/views.js';
import { sameView, viewNow } from './draw.js';

/** One call at a time puts a card in front of its reader; after this long it is taken for dead. ms. */
const SENDING_LIMIT = 15_000;
const TRIES = 400;
/** What changes while it is sent is sent again, but not for ever: whoever changed it delivers too. */
const MOST_PUTS = 3;

/** A call that was given up on, or whose caller died, may still take effect for so long. ms. */
const MAY_LAND = 45_000;

/**
 * Brings one card to what its records say: sends it, edits it, or finds that it already shows that. At least once: a
 * crash between sending and remembering sends again. Answers with when to come back, while an edit that was never
 * answered could still land over this one. Throws MessengerError when the platform refuses.
 */
export async function deliver(ports: Ports, tenant: string, id: string): Promise<number | undefined> {
  let puts = 0;
  for (let tries = 0; tries < TRIES && puts < MOST_PUTS; tries++) {
    const stored = await ports.state.read<CardRecord>(cardKey(tenant, id));
    if (!stored) return undefined;
    const view = await viewNow(ports, stored.value);
    if (!view) return undefined;
    const { message, stale, sending, doubt } = stored.value;
    const now = ports.clock.now();
    const shows = message && !stale && sameView(view, stored.value.view);
    if (shows && (doubt === undefined || now < doubt)) return doubt;
    if (sending !== undefined && now - sending < SENDING_LIMIT) await ports.clock.sleep(25);
    else {
      puts += 1;
      await put(ports, id, stored, view);
    }
  }
  if (puts === 0) throw new MessengerError('failed');
  return undefined;
}

/** Marks the card as being sent, sends or edits it, and remembers what its reader now sees. */
async function put(ports: Ports, id: string, stored: Stored<CardRecord>, view: View): Promise<void> {
  const { state, clock } = ports;
  const { value, version } = stored;
  const key = cardKey(value.owner.tenant, id);
  const { doubt: _, ...sure } = value;
  const doubt = value.sending === undefined ? value.doubt : value.sending + MAY_LAND;
  const marked = { ...sure, sending: clock.now(), ...(doubt && doubt > clock.now() ? { doubt } : {}) };
  const step = await state.commit({ tenant: key.tenant, writes: [{ key, value: marked, expect: version }] });
  if (!step.done) return;
  let message = value.message;
  try {
    message = await show(messengerOf(ports, value), value, asCard(id, value, view, value.shown + 1));
  } catch (error) {
    const unanswered = error instanceof MessengerError && error.code === 'failed';
    await update(ports, key, (now) => (unanswered ? { ...now, doubt: clock.now() + MAY_LAND } : now));
    throw error;
  }
  await update(ports, key, (now) => {
    const shown = { ...now, message, at: clock.now(), shown: now.shown + 1 };
    if (JSON.stringify(now.about) !== JSON.stringify(value.about)) return shown;
    const { stale: _, ...fresh } = shown;
    return { ...fresh, view };
  });
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

/** Changes the record as it stands now and takes the sending mark off. */
async function update({ state }: Ports, key: Key, change: (now: CardRecord) => CardRecord): Promise<void> {
  for (;;) {
    const stored = await state.read<CardRecord>(key);
    if (!stored) return;
    const { sending: _, ...value } = change(stored.value);
    const step = await state.commit({ tenant: key.tenant, writes: [{ key, value, expect: stored.version }] });
    if (step.done) return;
  }
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
