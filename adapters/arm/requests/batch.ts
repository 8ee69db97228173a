import { PimError } from '../../../bot/pim/errors.js';
import type { PimRequest } from '../../../bot/pim/requests.js';
import type { Actor, AskedTogether, Together } from '../../../bot/ports.js';
import { statusFailure } from '../../http/failure.js';
import { saidIn } from '../../http/request.js';
import { retryAfterOf } from '../../http/retry-after.js';
import { isAboutToken } from '../../pim/send.js';
import { type Arm, addressInside, batchAddress, send } from '../call.js';
import { armError } from '../errors.js';
import { wire } from '../wire.js';
import { activationBody } from './body.js';
import { activate } from './requests.js';
import { written } from './row.js';

/** ARM takes so many calls in one. */
const MOST = 20;
/** PIM may take 30 s for each; they go on beside each other. */
const BATCH_MS = 60_000;

/**
 * Several PUTs in one `POST /batch`. No documentation describes it: what it does not answer is `unclear`, for whoever
 * recorded it to look up, and where it is refused as a whole each goes by itself under the same name.
 */
export function together(arm: Arm): Together {
  return {
    async activate(as, asked) {
      const answers: (PimRequest | PimError)[] = [];
      for (let at = 0; at < asked.length; at += MOST) {
        const some = asked.slice(at, at + MOST);
        answers.push(
          ...(await inOne(arm, as, some).catch((error: unknown) => otherwise(arm, as, { some, error, at }))),
        );
      }
      return answers;
    },
  };
}

async function inOne(arm: Arm, as: Actor, asked: AskedTogether[]): Promise<(PimRequest | PimError)[]> {
  const requests = asked.map(({ name, activation }) => ({
    httpMethod: 'PUT',
    name,
    url: addressInside({ scope: activation.scope.id, at: ['roleAssignmentScheduleRequests', name] }),
    content: activationBody(as.oid, activation),
  }));
  const { body, server } = await send(arm, as, {
    method: 'POST',
    address: batchAddress(arm),
    body: { requests },
    timeout: BATCH_MS,
  });
  // 202 with an address to ask again, and any other shape: each is looked up.
  const responses = wire.batch(body)?.responses ?? [];
  const answers = asked.map(({ name }) => {
    const own = responses.find((response) => response.name?.toLowerCase() === name.toLowerCase());
    return own ? answerIn(arm, name, own) : new PimError('unclear', { server });
  });
  const old = answers.some((answer) => answer instanceof PimError && isAboutToken(answer));
  if (old) await arm.tokens.forget?.(as, 'arm');
  return answers;
}

type Inner = NonNullable<ReturnType<typeof wire.batch>>['responses'][number];

function answerIn(
  arm: Arm,
  name: string,
  { httpStatusCode: status, headers, content }: Inner,
): PimRequest | PimError {
  const header = (wanted: string): string | undefined => {
    const value = Object.entries(headers ?? {}).find(([key]) => key.toLowerCase() === wanted)?.[1];
    return typeof value === 'string' ? value : undefined;
  };
  const call = header('x-ms-correlation-request-id');
  const server = { status, ...(call ? { call } : {}), ...saidIn(content) };
  const retryAfter = retryAfterOf(header('retry-after'), arm.now());
  const failed = statusFailure({ writes: true, server, retryAfter });
  if (failed) return failed;
  if (status < 200 || status > 299) return armError({ status, body: content, header, server }, name);
  return settled(() => written({ body: content, server }));
}

/** The batch as a whole got no answer of its own: lost, put off, or refused. */
async function otherwise(
  arm: Arm,
  as: Actor,
  { some, error, at }: { some: AskedTogether[]; error: unknown; at: number },
): Promise<(PimRequest | PimError)[]> {
  if (!(error instanceof PimError)) throw error;
  if (error.code === 'unclear') return some.map(() => error);
  const { status = 0 } = error.server;
  if ([400, 403, 404, 405, 415].includes(status)) return Promise.all(some.map((one) => alone(arm, as, one)));
  if (at === 0) throw error;
  return some.map(() => error);
}

const alone = (arm: Arm, as: Actor, { name, activation }: AskedTogether): Promise<PimRequest | PimError> =>
  activate(arm, as, name, activation).catch((error: unknown) => {
    if (error instanceof PimError) return error;
    throw error;
  });

function settled(read: () => PimRequest): PimRequest | PimError {
  try {
    return read();
  } catch (error) {
    if (error instanceof PimError) return error;
    throw error;
  }
}
