import type { Chats, Seen } from './chats.js';
import { type Dice, pause } from './dice.js';
import type { Act } from './judge.js';
import { reach } from './reach.js';

/** Who writes, and where the sandbox is. */
export interface Writer {
  base: string;
  person: string;
  oid: string;
  /** Roles and places, each asked for once: 'Contributor on rg-app-001', 'Member of team-001'. */
  subjects: string[];
  /** Those that somebody must approve; asked for again and again. */
  guarded: readonly string[];
  dice: Dice;
  chats: Chats;
  /** A reason that nobody else gives. */
  token(): string;
  /** The longest pause between two acts, so that the places last until the run is over. ms. */
  rest: number;
  /** Notes what was done; before it is known whether it was acknowledged. */
  note(act: Act): Act;
  open(): boolean;
}

interface Answered {
  response?: { statusCode?: number };
  error?: { code?: string };
}

const FORM_WITHIN = 60_000;

/** Each shows to two approvers as a card of its own. */
const MOST_ASKS = 20;

/** A person may begin something else while the last thing still goes on. */
export const HANDS = 2;

/** One person at their chat, until it is over. */
export async function write(writer: Writer): Promise<void> {
  await Promise.all(Array.from({ length: HANDS }, () => work(writer)));
}

async function work(writer: Writer): Promise<void> {
  const { dice, subjects, guarded } = writer;
  const held: Act[] = [];
  let asks = 0;
  while (writer.open() && subjects.length > 0) {
    const what = dice.pick([[60, 'type'] as const, [14, 'form'], [10, 'release'], [16, 'approval']]);
    if (what === 'type') held.push(await type(writer, subjects.shift() ?? ''));
    else if (what === 'form') await fillForm(writer, subjects.shift() ?? '');
    else if (what === 'approval' && guarded.length > 0 && asks++ < MOST_ASKS) await askApproval(writer);
    else if (what === 'release') await release(writer, held);
    await pause(dice.from(20, writer.rest));
  }
}

/** Says a sentence; true when a bot acknowledged it. A third of all comes three times at once. */
async function says({ base, person, dice }: Writer, text: string): Promise<boolean> {
  const deliveries = dice.chance(0.3) ? 3 : 1;
  const { status, body } = await reach<Answered>(`${base}/sandbox/people/${person}/teams/messages`, {
    text,
    deliveries,
  });
  return status === 200 || body?.error?.code === 'TurnOpen';
}

/** Presses a button; true when a bot took the press. */
export async function presses(
  { base, person }: Pick<Writer, 'base' | 'person'>,
  { id }: Pick<Seen, 'id'>,
  press: { action: string; inputs?: Record<string, string> },
): Promise<boolean> {
  const at = `${base}/sandbox/people/${person}/teams/messages/${id}/actions`;
  const { status, body } = await reach<Answered>(at, press);
  if (body?.error?.code === 'TurnOpen') return true;
  return status === 200 && (body?.response?.statusCode ?? 200) < 400;
}

function begin(writer: Writer, of: Pick<Act, 'kind' | 'subject' | 'token'>): Act {
  const { person, oid } = writer;
  return writer.note({ ...of, person, oid, at: Date.now(), accepted: false });
}

async function type(writer: Writer, subject: string): Promise<Act> {
  const token = writer.token();
  const act = begin(writer, { kind: 'activate', subject, token });
  act.accepted = await says(writer, `activate ${subject} for 1h because ${token}`);
  return act;
}

/** A sentence without a reason, then the form, and two clicks on its button at once. */
async function fillForm(writer: Writer, subject: string): Promise<void> {
  const token = writer.token();
  const act = begin(writer, { kind: 'activate', subject, token });
  act.form = true;
  act.accepted = await says(writer, `activate ${subject} for 1h`);
  const isForm = (seen: Seen) => seen.word === 'form' && seen.subject === subject;
  const form = act.accepted ? await writer.chats.wait(writer.person, isForm, FORM_WITHIN) : undefined;
  if (!form) return;
  const press = { action: 'activate.submit', inputs: { justification: token } };
  const taken = await Promise.all([presses(writer, form, press), presses(writer, form, press)]);
  if (taken.some(Boolean)) act.form = false;
}

/** Gives one back that was asked for earlier. */
async function release(writer: Writer, held: Act[]): Promise<void> {
  const given = held.shift();
  if (!given?.accepted) return;
  const act = begin(writer, { kind: 'release', subject: given.subject, token: given.token });
  act.accepted = await says(writer, `release ${given.subject}`);
}

/** Asks for what others decide on; now and then it is taken back while they do. */
async function askApproval(writer: Writer): Promise<void> {
  const subject = writer.dice.pick(writer.guarded.map((one) => [1, one] as const));
  const act = await type(writer, subject);
  if (!act.accepted || !writer.dice.chance(0.3)) return;
  const waits = (seen: Seen) => seen.word === 'waiting' && seen.token === act.token;
  const card = await writer.chats.wait(writer.person, waits, 5_000);
  if (!card) return;
  const cancel = begin(writer, { kind: 'cancel', subject, token: act.token });
  cancel.accepted = await presses(writer, card, { action: 'request.cancel' });
}
