import { randomUUID } from 'node:crypto';

/** What a bot can be made to do wrong on purpose, so that a test that looks for it proves that it can see it. */
export const CONTROLS = ['new-name', 'short-lease'] as const;
export type Control = (typeof CONTROLS)[number];

/** As much of the bot's store as a lease needs. */
interface Leasing {
  commit(step: Step): Promise<unknown>;
  claim(tenant: string, limit: number): Promise<{ key: Key; fence: number }[]>;
}
type Key = { tenant: string; kind: string; id: string };
type Step = { tenant: string; writes: Held[] };
type Held = { key: Key; fence?: number; due?: number | null; lease?: boolean };
type Committed = { done: boolean; fences?: (number | undefined)[] };

const REQUEST = /(\/roleAssignmentScheduleRequests\/)[0-9a-f-]{36}(?=$|\?)/i;

/** Each call about a request gets a name of its own: every try is a new request to PIM. */
export const withNewName = (url: string): string =>
  url.replace(REQUEST, (_, before: string) => `${before}${randomUUID()}`);

/** ms; shorter than any call to PIM. */
const TOO_SHORT = 15;

/** Leases that end before the work does: others take it up while it goes on. */
export function withShortLease<S extends Leasing>(state: S): S {
  const shorten = async (key: Key, fence: number) => {
    const due = Date.now() + TOO_SHORT;
    await state.commit({ tenant: key.tenant, writes: [{ key, fence, due }] }).catch(() => undefined);
  };
  const wrong: Leasing = {
    async commit(step) {
      const outcome = (await state.commit(step)) as Committed;
      const taken = step.writes.map((write, i) => (write.lease ? outcome.fences?.[i] : write.fence));
      const held = step.writes.map(
        ({ due, lease }) => lease || (typeof due === 'number' && due > Date.now()),
      );
      for (const [i, { key }] of step.writes.entries()) {
        const fence = taken[i];
        if (outcome.done && key.kind === 'operation' && held[i] && fence !== undefined)
          await shorten(key, fence);
      }
      return outcome;
    },
    async claim(tenant, limit) {
      const claims = await state.claim(tenant, limit);
      for (const { key, fence } of claims) if (key.kind === 'operation') await shorten(key, fence);
      return claims;
    },
  };
  return { ...state, ...wrong };
}
