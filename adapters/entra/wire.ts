import { z } from 'zod/v4';

/** An access token and its end, ms since epoch. */
export type Token = z.output<typeof token>;

const token = z.object({ token: z.string(), expiresOn: z.number() });
/** Whom a token is for, as it says itself. It came over TLS from Entra, which signed it; no one else reads it. */
const subject = z.object({ oid: z.string(), tid: z.string() });
/**
 * What Entra says when it gives no token.
 * https://learn.microsoft.com/entra/identity-platform/v2-oauth2-on-behalf-of-flow#error-response-example
 */
const refusal = z.object({
  error: z.string(),
  suberror: z.string().optional(),
  error_description: z.string().optional(),
  claims: z.string().optional(),
  correlation_id: z.string().optional(),
});

export const wire = {
  kept: parser(token),
  refusal: parser(refusal),
  /** The middle part of a signed token. */
  subject: (jwt: string) => subjectIn(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString('utf8')),
};

const subjectIn = parser(subject);

function parser<T extends z.ZodType>(shape: T): (text: string) => z.output<T> | undefined {
  return (text) => {
    try {
      return shape.safeParse(JSON.parse(text)).data;
    } catch {
      return undefined;
    }
  };
}
