import { readPerson } from '../../../bot/people.js';
import { PimError } from '../../../bot/pim/errors.js';
import type { State } from '../../../bot/state.js';
import type { Assertions } from '../../../bot/tokens.js';
import type { Person } from '../../../bot/turn.js';
import type { Channel } from '../channel.js';
import { isTokenOf } from '../claims.js';
import type { TeamsOptions } from '../options.js';
import { readReference } from '../references.js';

/** A person's user token for the bot's own API, as Teams' token service keeps it after single sign-on. */
export function teamsAssertions({ config, state, log }: TeamsOptions, channel: Channel): Assertions {
  return {
    async assertionFor(as) {
      const user = await userOf(state, as);
      if (user === undefined) return undefined;
      const token = await tokenOf(channel, { user, connection: config.oauthConnection });
      if (token === undefined || isTokenOf(token, as)) return token;
      log.warn('teams.foreignToken', { tenant: as.tenant, oid: as.oid });
      return undefined;
    },
  };
}

/** The person's id on the channel; the same in all their conversations with the bot. */
async function userOf(state: State, person: Person): Promise<string | undefined> {
  const known = await readPerson(state, person);
  const references = known?.conversations.map(readReference) ?? [];
  return references.find((reference) => reference?.user !== undefined)?.user;
}

/** `code` is what the sign-in page gave the client. `undefined`: nobody signed in. Throws PimError `unavailable`. */
export async function tokenOf(
  channel: Channel,
  { user, connection, code }: { user: string; connection: string; code?: string },
): Promise<string | undefined> {
  try {
    const tokens = await channel.userTokens();
    // The SDK's type asks for a code, its code does not: an empty one would be sent.
    const answer = await tokens.getUserToken(user, connection, 'msteams', code as string);
    return answer?.token || undefined;
  } catch (cause) {
    throw new PimError('unavailable', { cause });
  }
}
