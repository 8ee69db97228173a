import { z } from 'zod/v4';
import { MessengerError } from '../../../bot/ports.js';

/** What the SDK's clients throw for an answer of 400 or above. */
const FailureShape = z.object({
  statusCode: z.number(),
  code: z.string().optional().catch(undefined),
  response: z.object({ headers: z.unknown() }).optional().catch(undefined),
});

/** The person, not the message, is out of reach. */
const AWAY = new Set(['ConversationNotFound', 'BotNotInConversationRoster', 'ConversationBlockedByUser']);

/** Puts a failure of the connector into the words of the port. `retryAfter` is in ms. */
export function toMessengerError(cause: unknown, attempt: 'send' | 'edit' | 'open'): MessengerError {
  if (cause instanceof MessengerError) return cause;
  const failure = FailureShape.safeParse(cause).data;
  if (failure?.statusCode === 429) return new MessengerError('throttled', retryAfterOf(failure), { cause });
  return new MessengerError(codeOf(failure, attempt), undefined, { cause });
}

/** https://learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability#status-codes-from-bot-conversational-apis */
function codeOf(
  failure: z.infer<typeof FailureShape> | undefined,
  attempt: 'send' | 'edit' | 'open',
): 'unreachable' | 'gone' | 'failed' {
  if (!failure) return 'failed';
  const { statusCode, code } = failure;
  if (statusCode === 403 || (statusCode === 404 && code && AWAY.has(code))) return 'unreachable';
  if (statusCode === 404) return attempt === 'edit' ? 'gone' : 'unreachable';
  return statusCode === 400 && attempt === 'open' ? 'unreachable' : 'failed';
}

/** Seconds, or a date in HTTP's form. https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
function retryAfterOf({ response }: z.infer<typeof FailureShape>): number | undefined {
  const headers = response?.headers as { get?(name: string): string | undefined } | undefined;
  const text = headers?.get?.('retry-after');
  if (!text) return undefined;
  const seconds = Number(text);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined;
}
