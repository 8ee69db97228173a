import type { ArmAnswer, ArmCall } from '../call.js';
import { ArmError } from '../errors.js';

/** Where Azure says its next pages are, whatever address a client was told to call. */
export const ARM_ORIGIN = 'https://management.azure.com';

/** One page of a list, with an absolute link to the next one while there is more. */
export function page(call: ArmCall, rows: readonly unknown[]): ArmAnswer {
  const token = call.url.searchParams.get('$skiptoken') ?? call.url.searchParams.get('$skipToken');
  const from = token === null ? 0 : Number(Buffer.from(token, 'base64url').toString());
  if (!Number.isInteger(from) || from < 0)
    throw new ArmError(400, 'InvalidSkipToken', 'The skip token is invalid.');
  const to = from + call.settings.pageSize;
  const value = rows.slice(from, to);
  if (to >= rows.length) return { status: 200, body: { value } };
  const next = new URL(call.url.pathname.replace(/^\/+/, '/') + call.url.search, ARM_ORIGIN);
  next.searchParams.delete('$skipToken');
  next.searchParams.set('$skiptoken', Buffer.from(String(to)).toString('base64url'));
  return { status: 200, body: { value, nextLink: next.href } };
}
