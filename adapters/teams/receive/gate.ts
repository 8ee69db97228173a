import { claimsOf } from '../claims.js';

/** The one issuer of activities. https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication */
export const CHANNEL_ISSUER = 'https://api.botframework.com';

/** Bot Framework's own tenant, which the SDK trusts from the start. */
const CHANNEL_TENANT = 'd6d49420-f39b-4df7-a1dc-d59a935871db';

/**
 * Looks at a token before the SDK does, and says why it goes no further; `undefined`: the SDK may check it.
 * botbuilder 4.23.3 takes tokens of any Entra tenant for the Emulator's, and remembers the `tid` of every token it is
 * shown, whoever issued it, in a list that only grows: threats T2 and T3 of the model.
 */
export function refuseToken(
  authorization: string | undefined,
  tenantId: string,
): 'noToken' | 'badToken' | 'foreignIssuer' | 'foreignTenant' | undefined {
  if (!authorization) return 'noToken';
  const [scheme, token, more] = authorization.split(' ');
  if (scheme !== 'Bearer' || !token || more !== undefined) return 'badToken';
  const claims = claimsOf(token);
  if (!claims) return 'badToken';
  if (claims.iss !== CHANNEL_ISSUER) return 'foreignIssuer';
  const known = claims.tid === undefined || claims.tid === tenantId || claims.tid === CHANNEL_TENANT;
  return known ? undefined : 'foreignTenant';
}
