import { z } from 'zod/v4';
import type { Person } from '../../../bot/turn.js';
import type { Channel } from '../channel.js';
import { isTokenOf } from '../claims.js';
import type { TeamsOptions } from '../options.js';
import type { Answer } from '../receive/answers.js';
import { personOf } from '../receive/person.js';
import type { Handlers } from '../receive/routes.js';
import type { Activity } from '../wire.js';
import { tokenOf } from './assertions.js';

const ExchangeShape = z.object({
  id: z.string().min(1).max(256),
  connectionName: z.string(),
  token: z.string().min(1),
});
/** Six digits today; a client whose person cancelled sends a word. */
const CodeShape = z.object({ state: z.string().regex(/^\d{4,12}$/) });

const DONE: Answer = { status: 200 };
const AGAIN: Answer = { status: 503 };
/** Makes the client show its sign-in button. */
const NOT_SIGNED_IN: Answer = { status: 412 };

/**
 * The clients' side of single sign-on. Each client of a person exchanges for itself, and the bot hears of each that
 * works: what waited goes on once.
 */
export function signInInvokes(
  options: TeamsOptions,
  channel: Channel,
): Pick<Handlers, 'exchange' | 'code' | 'failure'> {
  const { config, log } = options;

  async function signedIn(activity: Activity, token: string | undefined): Promise<Answer> {
    const person = personOf(activity, config.tenantId);
    if (!person || token === undefined) return NOT_SIGNED_IN;
    if (!isTokenOf(token, person)) {
      log.warn('teams.foreignToken', person);
      return NOT_SIGNED_IN;
    }
    return goOn(options, person);
  }

  return {
    async exchange(activity) {
      const asked = ExchangeShape.safeParse(activity.value).data;
      if (!asked || asked.connectionName !== config.oauthConnection) return NOT_SIGNED_IN;
      const token = await exchanged(channel, { user: activity.from.id, ...asked }).catch(() => undefined);
      const answer = await signedIn(activity, token);
      if (answer !== NOT_SIGNED_IN) return answer;
      const { id, connectionName } = asked;
      return { ...answer, body: { id, connectionName, failureDetail: 'The token cannot be exchanged.' } };
    },
    async code(activity) {
      const code = CodeShape.safeParse(activity.value).data?.state;
      if (code === undefined) return NOT_SIGNED_IN;
      const connection = config.oauthConnection;
      const token = await tokenOf(channel, { user: activity.from.id, connection, code }).catch(
        () => undefined,
      );
      return signedIn(activity, token);
    },
    async failure(activity) {
      const code = z.object({ code: z.string().max(64) }).safeParse(activity.value).data?.code;
      log.warn('teams.signInFailed', { ...personOf(activity, config.tenantId), ...(code ? { code } : {}) });
      return DONE;
    },
  };
}

async function exchanged(
  channel: Channel,
  { user, connectionName, token }: { user: string; connectionName: string; token: string },
): Promise<string | undefined> {
  const tokens = await channel.userTokens();
  // A refusal (consent is needed) comes as an answer without a token, not as an error.
  const answer = await tokens.exchangeToken(user, connectionName, 'msteams', { token });
  return answer?.token || undefined;
}

/** Lets what waited for the sign-in go on; nothing is acknowledged before that is written. */
async function goOn({ bot, log }: TeamsOptions, person: Person): Promise<Answer> {
  try {
    await bot().signedIn(person);
    return DONE;
  } catch (error) {
    log.error('teams.failed', { ...person, error });
    return AGAIN;
  }
}
