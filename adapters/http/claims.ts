const LONGEST_CLAIMS = 4_096;
const ALLOWED = new Set(['access_token', 'id_token']);

/**
 * A claims challenge as JSON text, when it is one: an object with `access_token` and `id_token` alone, at most
 * 4 kB. It goes into the address of a sign-in, so nothing else may pass.
 * https://learn.microsoft.com/entra/identity-platform/claims-challenge
 */
export function checkedClaims(text: string | undefined): string | undefined {
  if (text === undefined || text.length > LONGEST_CLAIMS) return undefined;
  const parsed = jsonOf(text);
  if (!isObject(parsed)) return undefined;
  const names = Object.keys(parsed);
  if (names.length === 0 || !names.every((name) => ALLOWED.has(name) && isObject(parsed[name])))
    return undefined;
  return JSON.stringify(parsed);
}

/** The claims of a `WWW-Authenticate` header (base64 in `claims="…"`), checked. */
export function challengeIn(header: string | undefined): string | undefined {
  const claims = /\bclaims="([^"]{1,8192})"/i.exec(header ?? '')?.[1];
  return claims === undefined ? undefined : checkedClaims(Buffer.from(claims, 'base64').toString('utf8'));
}

/**
 * PIM puts the challenge into the message: `&claims=%7B%22access_token%22…`, or as plain JSON at its end. Checked.
 * https://github.com/Azure/azure-powershell/issues/25421
 */
export function claimsIn(message: string): string | undefined {
  const plain = /(?:^|[&?\s])claims=(\{.{1,4096}\})\s*$/i.exec(message)?.[1];
  if (plain !== undefined) return checkedClaims(plain);
  const encoded = /(?:^|[&?\s])claims=([^&\s]{1,12288})/i.exec(message)?.[1];
  if (encoded === undefined) return undefined;
  try {
    return checkedClaims(decodeURIComponent(encoded));
  } catch {
    return undefined;
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
