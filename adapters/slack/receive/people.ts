import { z } from 'zod/v4';
import { readPerson } from '../../../bot/people.js';
import type { Person } from '../../../bot/turn.js';
import { identityId } from '../identity.js';
import type { Sdk } from '../install/sdk.js';
import type { SlackOptions } from '../options.js';
import { onceADay } from './once-a-day.js';
import type { Actor } from './wire.js';

/** In which language and zone someone reads, as Slack knows it. */
const FactsShape = z.object({ locale: z.string(), zone: z.string() });
type Facts = z.infer<typeof FactsShape>;

const UserShape = z.object({
  user: z.object({ tz: z.string().optional(), locale: z.string().optional() }),
});

export const UNKNOWN: Facts = { locale: 'en-US', zone: 'UTC' };

/**
 * Slack's requests do not say in which language and zone someone is; who was heard before does not wait for it. Their name
 * is not taken from here, for people choose it themselves.
 */
export function peopleFacts(
  options: Pick<SlackOptions, 'clock' | 'config' | 'state'>,
  { client }: Pick<Sdk, 'client'>,
) {
  const facts = onceADay(options, FactsShape);
  return async function factsOf(
    { identity, workspace }: Actor,
    linked: Promise<Person | undefined>,
  ): Promise<Facts> {
    const found = await facts({
      id: `facts:${identityId(identity)}`,
      async ask() {
        const slack = await client(workspace);
        const answer = await slack.users.info({ user: identity.user, include_locale: true });
        return toFacts(UserShape.parse(answer).user);
      },
      async known() {
        const person = await linked;
        const record = person && (await readPerson(options.state, person));
        return record && { locale: record.locale, zone: record.zone };
      },
    });
    return found ?? UNKNOWN;
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
