import { z } from 'zod/v4';
import type { DirectoryPerson } from '../../bot/ports.js';

const text = z
  .string()
  .nullish()
  .transform((value) => value || undefined);

const user = z.object({
  id: z.string(),
  displayname: text,
  userprincipalname: text,
  accountenabled: z.boolean().nullish(),
});
const group = z.object({ id: z.string(), displayname: text });

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

function lowerCased(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name.toLowerCase(), inner]));
}
