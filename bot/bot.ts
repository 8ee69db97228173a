import { type CardRecord, cardKey } from './cards.js';
import { suggestions } from './flows/activating/choose.js';
import { type Glance, glance } from './flows/glance.js';
import { whileLeased } from './leases.js';
import { type Operation, operationKey } from './operations/operation.js';
import { take, waitsForSignIn } from './operations/records.js';
import { signInSet } from './operations/sets.js';
import { settle } from './operations/settle.js';
import { personWrites } from './people.js';
import type { Card, Ports } from './ports.js';
import type { Claim, Key, Write } from './state.js';
import { shownCard } from './tracking/deliver.js';
import { inboxWrites, runInbox } from './tracking/inbox.js';
import { runWatch } from './tracking/run-watch.js';
import type { Conversation, Person, Turn } from './turn.js';
import { line } from './turns/line.js';
import { unpark } from './turns/park.js';
import { SIGN_IN_GRACE, TURN_TTL, type TurnRecord, turnKey } from './turns/record.js';
import { type Here, type Progress, run } from './turns/run.js';
import type { Subject } from './views/facts.js';
import { subjectOf } from './views/subjects.js';

/** What an adapter holds of a turn that it handed over. */
export interface Accepted {
  /**
   * Resolves once the turn is closed and its replies are delivered, or it waits for a sign-in: with `through`, when
   * nothing that it began goes on, so that its cards stay as they are. Never rejects.
   */
  done: Promise<Progress>;
}

/** The conversation core, as adapters see it. */
export interface Bot {
  /**
   * Takes a turn: once this resolves it is written and will be done, whatever dies; only then may it be acknowledged.
   * The same turn handed over again has no second effect. Throws StateError when nothing was taken.
   */
  accept(turn: Turn): Promise<Accepted>;
  /** The card as its owner sees it; `undefined`: unknown, or another person's. */
  card(person: Person, id: string): Promise<Card | undefined>;
  /** What a look at a turn tells; one that its words answer may be answered so, and is then not to be accepted. */
  glance(turn: Turn): Glance;
  /** Keeps that the person was here, for one who was answered without a turn. Throws StateError. */
  met(turn: Turn): Promise<void>;
  /**
   * Rows that a search on a card of that person offers, for what they typed so far, best first. Empty: nothing fits, or
   * the card cannot be searched. Throws PimError, StateError.
   */
  suggest(person: Person, card: string, query: string): Promise<{ item: string; subject: Subject }[]>;
  /** A sign-in of that person worked: what waited for it goes on. */
  signedIn(person: Person): Promise<void>;
  /** Takes up what is due; answers with how many pieces of work it began. */
  tick(): Promise<number>;
  /** Resolves once nothing that was begun here is still running. */
  idle(): Promise<void>;
  /** Whether a turn is closed and its replies are delivered, or its person sees that a sign-in is asked for. */
  settled(tenant: string, turn: string): Promise<boolean>;
}

/** While so many pieces of work run here, no more are taken up: another replica may. */
const AT_ONCE = 64;

/** Ties the ports together. The order of every turn: write it, run its flow, close it, do its operations, answer. */
export function createBot(ports: Ports): Bot {
  const { state, clock } = ports;
  const running = new Map<string, Promise<unknown>>();

  const start = <T>(name: string, work: () => Promise<T>): Promise<T | undefined> => {
    const done = work()
      .catch((error: unknown) => {
        ports.log.error('work.failed', { error });
        return undefined;
      })
      .finally(() => running.delete(name));
    running.set(name, done);
    return done;
  };

  const inLine = line(clock);
  const later = (work: Promise<unknown>): void => void start(ports.ids.opaque(), () => work);
  const accepted: Here = { begin: inLine.begin, later };
  // What is taken up is no more than there is room for, so it begins at once.
  const takenUp: Here = { begin: async () => {}, later };

  const bot: Bot = {
    async accept(turn) {
      const key = turnKey(turn.person.tenant, turn.id);
      const record: TurnRecord = {
        turn,
        state: 'open',
        cards: [],
        operations: [],
        delivered: false,
        tries: 0,
      };
      const write: Write = { key, value: record, expect: 0, lease: true, ttl: TURN_TTL };
      for (;;) {
        const beside = await presence(turn, turn.conversation);
        const step = await state.commit({ tenant: key.tenant, writes: [write, ...beside] });
        if (step.done) {
          const fence = step.fences[0] ?? 0;
          const progress = start(nameOf(key), () => run(ports, { key, fence, record }, accepted));
          return { done: progress.then((how = 'goesOn') => how) };
        }
        if (step.at !== 0) continue;
        const before = running.get(nameOf(key)) ?? untilSettled(turn);
        return { done: before.then(() => 'goesOn') };
      }
    },

    async card(person, id) {
      const stored = await state.read<CardRecord>(cardKey(person.tenant, id));
      return stored && stored.value.owner.oid === person.oid ? shownCard(id, stored.value) : undefined;
    },

    glance,

    async met(turn) {
      const writes = await presence(turn);
      // Who wrote the same records meanwhile told of the same person.
      if (writes.length > 0) await state.commit({ tenant: turn.person.tenant, writes });
    },

    async suggest(person, id, query) {
      const record = (await state.read<CardRecord>(cardKey(person.tenant, id)))?.value;
      if (record?.owner.oid !== person.oid || record.about.kind !== 'rows' || !record.about.typed) return [];
      const as = { ...person, background: false };
      const found = await suggestions({ ports, as }, record.about, query);
      return found.map(({ item, candidate: { eligibility, scope } }) => ({
        item,
        subject: subjectOf(eligibility.realm, eligibility.role, scope, ports.environmentOf),
      }));
    },

    async signedIn(person) {
      const { tenant, oid } = person;
      const waiting = await state.members(tenant, signInSet(oid));
      await Promise.all([unpark(ports, person), ...waiting.map((id) => goOn(person, id))]);
      await bot.tick();
    },

    async tick() {
      let taken = 0;
      for (const tenant of await state.tenants()) {
        const room = AT_ONCE - (running.size - inLine.waiting());
        if (room <= 0) break;
        const claims = await state.claim(tenant, room);
        taken += claims.length;
        for (const claim of claims) void start(`${claim.key.id}#${claim.fence}`, () => work(claim));
      }
      return taken;
    },

    async idle() {
      while (running.size > 0) await Promise.all(running.values());
    },

    async settled(tenant, id) {
      const record = (await state.read<TurnRecord>(turnKey(tenant, id)))?.value;
      if (record?.state !== 'signIn') return record?.state === 'closed' && record.delivered;
      return record.asked === true && clock.now() - (record.parkedAt ?? 0) > SIGN_IN_GRACE;
    },
  };

  /** None when all that is known. */
  async function presence(turn: Turn, heardIn?: Conversation): Promise<Write[]> {
    const writes = await personWrites(ports, turn, heardIn);
    // An inbox is begun with the person's record, and given up only when that was not written for a month.
    return writes.length > 0 ? [...writes, ...(await inboxWrites(ports, turn.person))] : [];
  }

  async function untilSettled({ person, id }: Turn): Promise<void> {
    for (let waited = 0; waited < 600; waited++) {
      if (await bot.settled(person.tenant, id).catch(() => false)) return;
      await clock.sleep(100);
    }
  }

  /** An operation that waited for a sign-in. Whoever keeps it longer than a moment loses it. */
  async function goOn({ tenant, oid }: Person, id: string): Promise<void> {
    const key = operationKey(tenant, id);
    const stored = await state.read<Operation>(key);
    const waits = stored !== undefined && waitsForSignIn(stored.value);
    const claim = waits ? await take(ports, tenant, id) : undefined;
    const due = claim || !waits ? {} : { due: clock.now() };
    await state.commit({ tenant, writes: [{ key, leave: [signInSet(oid)], ...due }] });
    if (claim) void start(`${id}#${claim.fence}`, () => work(claim));
  }

  async function work({ key, fence, value, version }: Claim): Promise<unknown> {
    if (key.kind === 'operation') {
      await settle(ports, { key, fence }, value as Operation, { background: true });
      return;
    }
    if (key.kind === 'inbox')
      return whileLeased(ports, { key, fence }, () => runInbox(ports, { key, fence, value, version }));
    if (key.kind === 'watch') return runWatch(ports, { key, fence, value, version });
    if (key.kind !== 'turn') return;
    const turn = value as TurnRecord;
    // To ask for a sign-in once more is no try of what was asked of the bot.
    if (turn.state === 'signIn') return run(ports, { key, fence, record: turn }, takenUp);
    const record = { ...turn, tries: turn.tries + 1 };
    await state.commit({ tenant: key.tenant, writes: [{ key, value: record, expect: version, fence }] });
    return run(ports, { key, fence, record }, takenUp);
  }

  return bot;
}

const nameOf = ({ tenant, id }: Key): string => `${tenant} ${id}`;
