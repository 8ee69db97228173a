/** A bearer token was not accepted. `code` is what Azure Resource Manager calls it. */
export class LoginError extends Error {
  readonly status = 401;
  constructor(
    readonly code: /** Thrown when no token came. */
      | 'AuthenticationFailed'
      /** Thrown when a token is malformed, not ours, or signed by somebody else. */
      | 'InvalidAuthenticationToken'
      /** Thrown when a token is of yesterday. */
      | 'ExpiredAuthenticationToken'
      /** Thrown when a token is for another service. */
      | 'InvalidAuthenticationTokenAudience',
    message: string,
  ) {
    super(message);
    this.name = 'LoginError';
  }
}

/** The token endpoint says no, in the words of Microsoft Entra. `aadsts` is the number in `AADSTS…`. */
export class GrantError extends Error {
  constructor(
    readonly status: number,
    readonly error: string,
    readonly aadsts: number,
    message: string,
    readonly more: { readonly suberror?: string; readonly claims?: string } = {},
  ) {
    super(message);
    this.name = 'GrantError';
  }
}
