import { PimError } from '../../bot/pim/errors.js';

declare const checked: unique symbol;

/** A path whose every segment was checked and encoded. Made by `pathOf` alone. */
export type Path = string & { readonly [checked]: 'path' };

/** An address on a service's own origin, under its own prefix. Made by `addressOf` and `followed` alone. */
export type Address = string & { readonly [checked]: 'address' };

const LONGEST_PATH = 2_000;
// Characters that end a path, escape in it, or name another host; and what no resource name holds.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
const UNSAFE = /[%\\?#@\u0000-\u001f\u007f]/;

/**
 * A path from a scope (`/subscriptions/…`, or `''` and `'/'` for the root) and single segments below it.
 * Throws PimError `refused` for `.`, `..`, an empty segment and every character that could leave the path.
 */
export function pathOf(scope: string, ...segments: string[]): Path {
  const above = scope === '' || scope === '/' ? [] : scopeSegments(scope);
  const path = [...above, ...segments].map((segment) => `/${encoded(segment)}`).join('');
  if (path.length > LONGEST_PATH) throw unsafe('too long');
  return path as Path;
}

/** The address of a path on a service. The query's values are encoded here, its names must be constants. */
export function addressOf(service: string, path: Path, query: Record<string, string> = {}): Address {
  const root = new URL(service);
  const expected = prefixOf(root) + path;
  const url = new URL(`${root.origin}${expected || '/'}`);
  if (url.origin !== root.origin || url.pathname !== (expected || '/')) throw unsafe('leaves the service');
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `${url.href}${pairs.length > 0 ? `?${pairs.join('&')}` : ''}` as Address;
}

/**
 * The address of a service's link to its next page, when it stays on that service. A bearer goes with it, so
 * PimError `refused` is thrown for any other origin or prefix.
 */
export function followed(service: string, link: string): Address {
  const root = new URL(service);
  const url = URL.canParse(link) ? new URL(link) : undefined;
  const inside = url?.pathname.startsWith(`${prefixOf(root)}/`) && url.origin === root.origin;
  if (!url || !inside || url.username || url.password) throw unsafe('a link leads away from the service');
  return url.href as Address;
}

/** A text inside an OData expression; the query's encoding comes after it. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function scopeSegments(scope: string): string[] {
  if (!scope.startsWith('/')) throw unsafe('a scope starts with a slash');
  return scope.slice(1).split('/');
}

function encoded(segment: string): string {
  if (segment === '' || segment === '.' || segment === '..' || segment.includes('/') || UNSAFE.test(segment))
    throw unsafe('a segment is not safe');
  try {
    // Graph writes functions as `filterByCurrentUser(on='principal')` and its batch as `$batch`.
    return encodeURIComponent(segment).replaceAll('%3D', '=').replaceAll('%24', '$');
  } catch {
    throw unsafe('a segment is not text');
  }
}

function prefixOf(root: URL): string {
  return root.pathname.replace(/\/+$/, '');
}

function unsafe(why: string): PimError {
  return new PimError('refused', { server: { code: 'UnsafeAddress', message: why } });
}
