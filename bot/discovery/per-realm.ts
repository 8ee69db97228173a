import { asPimError, problemOf } from '../operations/failures.js';
import type { PimError } from '../pim/errors.js';
import type { RealmName } from '../pim/roles.js';
import type { Ports } from '../ports.js';
import type { Problem } from '../views/facts.js';

/** Lists per realm, and the realms that did not answer. */
export interface PerRealm<T> {
  items: T[];
  troubles: { realm: RealmName; problem: Problem }[];
  /** True when at least one list is older than this turn. */
  cached: boolean;
}

/** Asks the realms in parallel; one that fails is named beside the answers of the others. */
export async function perRealm<T>(
  ports: Ports,
  read: (realm: RealmName) => Promise<{ value: T[]; old: boolean }>,
): Promise<PerRealm<T>> {
  const names = ports.realms.map((r) => r.name);
  const results = await Promise.allSettled(names.map(read));
  const out: PerRealm<T> = { items: [], troubles: [], cached: false };
  const errors = results.flatMap((result) => (result.status === 'rejected' ? asPimError(result.reason) : []));
  const [first] = errors;
  // The organization allows each service apart: without the one the others still answer.
  if (first && errors.length === names.length && errors.every(({ code }) => code === 'consentNeeded'))
    throw first;
  results.forEach((result, i) => {
    const realm = names[i];
    if (!realm) return;
    if (result.status === 'fulfilled') {
      out.items.push(...result.value.value);
      out.cached ||= result.value.old;
    } else {
      const error = asPimError(result.reason);
      if (ofThePerson(error)) throw error;
      out.troubles.push({ realm, problem: problemOf(error) });
    }
  });
  return out;
}

/** No realm is to blame, and no other will answer: the person must do something first. */
export const ofThePerson = ({ code }: PimError): boolean => code === 'signInNeeded';
