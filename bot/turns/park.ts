import type { Ports } from '../ports.js';
import type { Key } from '../state.js';
import type { Person } from '../turn.js';
import { AGAIN, type LeasedTurn, parkedSet, type TurnRecord, turnKey } from './record.js';
import { ASKED_FOR, askSignIn } from './sign-in.js';

/** The turn stays open; the person is asked to sign in, and what they asked for goes on by itself afterwards. */
export async function park(ports: Ports, { key, fence, record }: LeasedTurn): Promise<void> {
  const { turn } = record;
  const now = ports.clock.now();
  const value: TurnRecord = {
    ...record,
    state: 'signIn',
    parkedAt: record.parkedAt ?? now,
    parked: (record.parked ?? 0) + 1,
    asked: false,
  };
  const join = [parkedSet(turn.person.oid)];
  const step = await ports.state.commit({
    tenant: key.tenant,
    writes: [{ key, value, fence, due: now + AGAIN, join }],
  });
  if (step.done) await ask(ports, key, value);
}

/** Tried again until the person was asked: what waits for a sign-in that nobody asks for would wait for ever. */
export async function ask(ports: Ports, key: Key, record: TurnRecord): Promise<void> {
  const { turn } = record;
  const kept = turn.message.kind === 'text' ? turn.message.text.slice(0, 200) : undefined;
  const asked = await askSignIn(ports, turn.person, { in: turn.conversation, ...(kept ? { kept } : {}) });
  const stored = await ports.state.read<TurnRecord>(key);
  if (stored?.value.state !== 'signIn') return;
  const gone = ports.clock.now() - (record.parkedAt ?? 0) > ASKED_FOR;
  const due = asked || gone ? null : ports.clock.now() + AGAIN;
  const value: TurnRecord = { ...stored.value, asked: true };
  await ports.state.commit({
    tenant: key.tenant,
    writes: [{ key, value: asked ? value : stored.value, expect: stored.version, due }],
  });
}

/**
 * Makes all turns of a person that wait for a sign-in due at once. The sign-in may work while it is still being asked
 * for: whoever asks loses the lease.
 */
export async function unpark(ports: Ports, { tenant, oid }: Person): Promise<void> {
  const parked = await ports.state.members(tenant, parkedSet(oid));
  await Promise.all(parked.map((id) => unparkTurn(ports, turnKey(tenant, id), oid)));
}

async function unparkTurn({ state, clock }: Ports, key: Key, oid: string): Promise<void> {
  for (;;) {
    const stored = await state.read<TurnRecord>(key);
    if (stored?.value.state !== 'signIn') return;
    const value: TurnRecord = { ...stored.value, state: 'open' };
    const write = { key, value, expect: stored.version, due: clock.now(), leave: [parkedSet(oid)] };
    if ((await state.commit({ tenant: key.tenant, writes: [write] })).done) return;
  }
}
