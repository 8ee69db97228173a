import { z } from 'zod/v4';

const ClaimsShape = z.object({
  iss: z.unknown(),
  oid: z.unknown(),
  tid: z.unknown(),
});
type Claims = z.infer<typeof ClaimsShape>;

/** The claims of a token as it says them, unchecked. `undefined`: not a JSON Web Token. */
export function claimsOf(token: string): Claims | undefined {
  const [, payload, signature, more] = token.split('.');
  if (payload === undefined || signature === undefined || more !== undefined) return undefined;
  try {
    return ClaimsShape.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))).data;
  } catch {
    return undefined;
  }
}

/** Whether a token of the token service is of that very person. */
export function isTokenOf(token: string, person: { tenant: string; oid: string }): boolean {
  const claims = claimsOf(token);
  return claims?.oid === person.oid && claims.tid === person.tenant;
}
