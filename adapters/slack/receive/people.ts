import { z } from 'zod/v4';
import { readPerson } from '../../../bot/people.js';
import type { Key } from '../../../bot/state.js';
import type { Person } from '../../../bot/turn.js';
import { type Identity, identityId } from '../identity.js';
import type { Sdk } from '../install/sdk.js';
import type { SlackOptions } from '../options.js';

/** How someone reads and where they are, as Slack knows it. */
const FactsShape = z.object({ locale: z.string(), zone: z.string(), name: z.string().optional() });
type Facts = z.infer<typeof FactsShape>;

const UserShape = z.object({
  user: z.object({
    tz: z.string().optional(),
    locale: z.string().optional(),
    real_name: z.string().optional(),
  }),
});

const KEPT_MS = 24 * 3_600_000;
export const UNKNOWN: Facts = { locale: 'en-US', zone: 'UTC' };

/** Slack's requests do not say in which language and zone someone is: asked once a day, and never waited for long. */
export function peopleFacts({ config, state }: Pick<SlackOptions, 'config' | 'state'>, { client }: Sdk) {
  return async function factsOf(identity: Identity, person?: Person): Promise<Facts> {
    const key: Key = { tenant: config.tenantId, kind: 'cache', id: `facts:${identityId(identity)}` };
    const kept = FactsShape.safeParse((await state.read(key))?.value).data;
    if (kept) return kept;
    try {
      const slack = await client(identity);
      const answer = await slack.users.info({ user: identity.user, include_locale: true });
      const facts = toFacts(UserShape.parse(answer).user);
      await state.commit({ tenant: key.tenant, writes: [{ key, value: facts, ttl: KEPT_MS }] });
      return facts;
    } catch {
      const known = person && (await readPerson(state, person));
      return known ? { locale: known.locale, zone: known.zone } : UNKNOWN;
    }
  };
}

function toFacts({ tz, locale, real_name: name }: z.infer<typeof UserShape>['user']): Facts {
  return {
    locale: valid(locale, (tag) => Intl.getCanonicalLocales(tag)[0]) ?? UNKNOWN.locale,
    zone:
      valid(tz, (zone) => new Intl.DateTimeFormat('en-US', { timeZone: zone }).resolvedOptions().timeZone) ??
      UNKNOWN.zone,
    ...(name ? { name } : {}),
  };
}

function valid(text: string | undefined, read: (text: string) => string | undefined): string | undefined {
  try {
    return text ? read(text) : undefined;
  } catch {
    return undefined;
  }
}
