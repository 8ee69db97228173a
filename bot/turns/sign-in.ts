import { personalChat, readPerson } from '../people.js';
import type { Ports } from '../ports.js';
import { messengerOf } from '../tracking/deliver.js';
import type { Conversation, Person } from '../turn.js';

/** A sign-in is asked for, where asking fails, for no longer than this. ms. */
export const ASKED_FOR = 10 * 60_000;

/** Asks a person to sign in, in their own chat; what they asked for is `kept` and goes on by itself. False: not asked. */
export async function askSignIn(
  ports: Ports,
  person: Person,
  of: { in?: Conversation; kept?: string } = {},
): Promise<boolean> {
  const known = await readPerson(ports.state, person);
  const view = { name: 'sign-in', ...(of.kept ? { kept: of.kept } : {}) } as const;
  const { locale = 'en-US', zone = 'UTC' } = known ?? {};
  try {
    const conversation = of.in ?? (await personalChat(ports, person));
    if (!conversation) return false;
    const card = { id: ports.ids.opaque(), version: 1, view, locale, zone };
    await messengerOf(ports, { conversation }).askSignIn(conversation, person, card);
    return true;
  } catch {
    ports.log.warn('signin.unasked', { tenant: person.tenant, oid: person.oid });
    return false;
  }
}
