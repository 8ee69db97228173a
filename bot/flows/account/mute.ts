import { type PersonRecord, personKey } from '../../people.js';
import type { Outcome, Scene } from '../flow.js';

/** "mute approvals": no decision cards unasked. The right to decide stays, and so does the list. */
export async function mute({ ports, as }: Scene, muted: boolean): Promise<Outcome> {
  const key = personKey(as);
  const stored = await ports.state.read<PersonRecord>(key);
  if (!stored) return { replies: [] };
  const { muted: _, ...rest } = stored.value;
  const value: PersonRecord = { ...rest, ...(muted ? { muted } : {}) };
  return {
    replies: [{ view: { name: 'said', saying: muted ? 'muted' : 'unmuted' } }],
    writes: [{ key, value, expect: stored.version }],
  };
}
