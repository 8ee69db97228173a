/** Secrets by their looks. The header of a JWT is bounded, so that a long line is not read again from each `eyJ`. */
const SECRETS: [RegExp, string][] = [
  [/eyJ[\w-]{5,4000}\.[\w-]*(?:\.[\w-]*)?/g, '[jwt]'],
  [/\bBearer(?:\s|%20|\+)+[^\s"'\\,;]+/gi, 'Bearer [token]'],
  [/\bxox[a-z]-[\w-]+/gi, '[slack]'],
  [/\bxapp-[\w-]+/gi, '[slack]'],
  [/(?<![a-z])((?:client_|user_)?(?:code|assertion)(?:_verifier)?(?:=|%3D))[^&\s"'\\]+/gi, '$1[secret]'],
  [
    /\b((?:access|refresh|id)_token|client_secret|password)((?:\\?["'])?\s*(?:=|:|%3D)\s*(?:\\?["'])?)[^&\s"'\\,}]+/gi,
    '$1$2[secret]',
  ],
  [/(\b(?:redis|rediss|https?):\/\/[^\s:@/"'\\]*:)[^\s@/"'\\]+@/gi, '$1[secret]@'],
];

/** Takes tokens, codes and passwords out of a finished line. The last resort: nothing that holds one should be logged. */
export const scrub = (line: string): string =>
  SECRETS.reduce((text, [secret, instead]) => text.replace(secret, instead), line);
