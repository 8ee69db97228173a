import { z } from 'zod/v4';
import { readPerson } from '../../../bot/people.js';
import type { Key } from '../../../bot/state.js';
import type { Person } from '../../../bot/turn.js';
import { type Identity, identityId, type Workspace } from '../identity.js';
import type { Sdk } from '../install/sdk.js';
import type { SlackOptions } from '../options.js';
import type { Actor } from './wire.js';

/** In which language and zone someone reads, as Slack knows it. */
const FactsShape = z.object({ locale: z.string(), zone: z.string() });
type Facts = z.infer<typeof FactsShape>;

const UserShape = z.object({
  user: z.object({ tz: z.string().optional(), locale: z.string().optional() }),
});

const KEPT_MS = 24 * 3_600_000;
/** So long someone who was never heard before waits for their own language. ms. */
const PATIENCE_MS = 500;
export const UNKNOWN: Facts = { locale: 'en-US', zone: 'UTC' };

/**
 * Slack's requests do not say in which language and zone someone is: asked once a day, behind the answer. Their name is
 * not taken from here, for people choose it themselves.
 */
export function peopleFacts(
  { clock, config, state }: Pick<SlackOptions, 'clock' | 'config' | 'state'>,
  { client }: Sdk,
) {
  const flights = new Map<string, Promise<Facts | undefined>>();

  async function ask(identity: Identity, workspace: Workspace, key: Key): Promise<Facts | undefined> {
    try {
      const slack = await client(workspace);
      const answer = await slack.users.info({ user: identity.user, include_locale: true });
      const facts = toFacts(UserShape.parse(answer).user);
      await state.commit({ tenant: key.tenant, writes: [{ key, value: facts, ttl: KEPT_MS }] });
      return facts;
    } catch {
      return undefined;
    } finally {
      flights.delete(key.id);
    }
  }

  return async function factsOf(
    { identity, workspace }: Actor,
    linked: Promise<Person | undefined>,
  ): Promise<Facts> {
    const key: Key = { tenant: config.tenantId, kind: 'cache', id: `facts:${identityId(identity)}` };
    const kept = FactsShape.safeParse((await state.read(key))?.value).data;
    if (kept) return kept;
    const flight = flights.get(key.id) ?? ask(identity, workspace, key);
    flights.set(key.id, flight);
    const person = await linked;
    const known = person && (await readPerson(state, person));
    if (known) return { locale: known.locale, zone: known.zone };
    return (await Promise.race([flight, clock.sleep(PATIENCE_MS)])) || UNKNOWN;
  };
}

function toFacts({ tz, locale }: z.infer<typeof UserShape>['user']): Facts {
  return {
    locale: valid(locale, (tag) => Intl.getCanonicalLocales(tag)[0]) ?? UNKNOWN.locale,
    zone:
      valid(tz, (zone) => new Intl.DateTimeFormat('en-US', { timeZone: zone }).resolvedOptions().timeZone) ??
      UNKNOWN.zone,
  };
}

function valid(text: string | undefined, read: (text: string) => string | undefined): string | undefined {
  try {
    return text ? read(text) : undefined;
  } catch {
    return undefined;
  }
}
