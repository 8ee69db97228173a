import { z } from 'zod/v4';
import type { DirectoryPerson } from '../../bot/ports.js';
import { parser, text } from '../pim/wire.js';

const user = z.object({
  id: z.string(),
  displayname: text,
  userprincipalname: text,
  accountenabled: z.boolean().nullish(),
});
const group = z.object({ id: z.string(), displayname: text });
const response = z.object({
  id: z.string(),
  status: z.number(),
  headers: z
    .record(z.string(), z.unknown())
    .nullish()
    .transform(
      (given) =>
        new Map(Object.entries(given ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)])),
    ),
  body: z.unknown(),
});
const responseIn = parser(response);

/** The answer to one call of a batch; the names of headers in lower case. */
export type BatchRow = z.output<typeof response>;

/** A user as the bot knows people; who has no name is called by what they sign in with. */
export function personIn(value: unknown): DirectoryPerson | undefined {
  const { data } = user.safeParse(lowerCased(value));
  if (!data) return undefined;
  const { id: oid, displayname, userprincipalname: upn, accountenabled } = data;
  // Graph leaves accountEnabled out when the caller may not read it; only a clear no counts.
  const enabled = accountenabled !== false;
  return { oid, name: displayname ?? upn ?? oid, ...(upn === undefined ? {} : { upn }), enabled };
}

export function groupIn(value: unknown): { id: string; name: string } | undefined {
  const { data } = group.safeParse(lowerCased(value));
  return data && { id: data.id, name: data.displayname ?? data.id };
}

/** The answers of a batch, in any order. */
export function batchIn(value: unknown): BatchRow[] {
  const responses = (value as { responses?: unknown } | undefined)?.responses;
  if (!Array.isArray(responses)) return [];
  return responses.map(responseIn).filter((row) => row !== undefined);
}

function lowerCased(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name.toLowerCase(), inner]));
}
