import { BOT_APP_ID, BOT_SECRET } from '../seed.js';
import type { Tenant } from '../tenant/store.js';
import { personClaims } from './person.js';
import { GrantError } from './refusal.js';
import { AUDIENCES, type Audience, TOKEN_SECONDS, type Tokens } from './tokens.js';

/** What the sign-in does differently from one sandbox to the next. */
export interface LoginSettings {
  /** Whether people have agreed that the bot acts for them. */
  consent: boolean;
  /** A service for which a token is only given after a sign-in with this authentication context. */
  interaction: { audience: 'arm' | 'graph'; acrs: string } | null;
}

export interface GrantParts {
  readonly tenant: Tenant;
  readonly tokens: Tokens;
  readonly settings: LoginSettings;
}

type Form = Readonly<Record<string, string | undefined>>;

const ON_BEHALF_OF = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const SCOPES: Readonly<Record<'arm' | 'graph', readonly string[]>> = {
  arm: ['user_impersonation'],
  graph: ['User.Read', 'User.ReadBasic.All', 'GroupMember.Read.All'],
};

/** Answers a call to the token endpoint, whose form has been read. Throws a GrantError. */
export async function grant(parts: GrantParts, form: Form): Promise<Record<string, unknown>> {
  requireClient(parts.tenant, form);
  switch (form.grant_type) {
    case ON_BEHALF_OF:
      return onBehalfOf(parts, form);
    case 'client_credentials':
      return clientCredentials(parts, form);
    default:
      throw new GrantError(
        400,
        'unsupported_grant_type',
        70003,
        `The app requested an unsupported grant type '${form.grant_type ?? ''}'.`,
      );
  }
}

function requireClient(tenant: Tenant, form: Form): void {
  if (form.client_id !== BOT_APP_ID)
    throw new GrantError(
      400,
      'unauthorized_client',
      700016,
      `Application with identifier '${form.client_id ?? ''}' was not found in the directory '${tenant.tenantId}'.`,
    );
  if (form.client_secret === BOT_SECRET) return;
  if (form.client_assertion !== undefined)
    throw new GrantError(401, 'invalid_client', 700027, 'Client assertion failed signature validation.');
  if (form.client_secret === undefined)
    throw new GrantError(
      401,
      'invalid_client',
      7000218,
      "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
    );
  throw new GrantError(
    401,
    'invalid_client',
    7000215,
    'Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, ' +
      `not the client secret ID, for a secret added to app '${BOT_APP_ID}'.`,
  );
}

/** https://learn.microsoft.com/entra/identity-platform/v2-oauth2-on-behalf-of-flow */
async function onBehalfOf({ tenant, tokens, settings }: GrantParts, form: Form) {
  if (form.requested_token_use !== 'on_behalf_of')
    throw new GrantError(
      400,
      'invalid_request',
      90014,
      "The required field 'requested_token_use' is missing.",
    );
  const audience = audienceOf(tenant, form);
  if (audience === 'botframework') throw unknownResource(tenant, AUDIENCES.botframework);
  const asserted = await tokens.verify(form.assertion ?? '', 'assertion').catch(() => {
    throw new GrantError(400, 'invalid_grant', 50013, 'Assertion failed signature validation.');
  });
  if (!settings.consent)
    throw new GrantError(
      400,
      'invalid_grant',
      65001,
      `The user or administrator has not consented to use the application with ID '${BOT_APP_ID}'. ` +
        'Send an interactive authorization request for this user and resource.',
      { suberror: 'consent_required' },
    );
  const asked = claimsAsked(form.claims);
  const demanded = settings.interaction?.audience === audience ? settings.interaction.acrs : asked.acrs;
  if (demanded !== undefined && !asserted.acrs.includes(demanded)) throw interactionRequired(demanded);
  const claims = personClaims(tenant, asserted.oid ?? '', {
    amr: asserted.amr,
    acrs: asserted.acrs,
    xms_cc: asked.capabilities,
  });
  const scopes = SCOPES[audience];
  const answer = {
    token_type: 'Bearer',
    scope: scopes.map((scope) => `${AUDIENCES[audience]}/${scope}`).join(' '),
    ...lifetime(),
    access_token: await tokens.sign(audience, { ...claims, azp: BOT_APP_ID, scp: scopes.join(' ') }),
  };
  const clientInfo = { uid: claims.oid, utid: tenant.tenantId };
  return form.client_info === '1'
    ? { ...answer, client_info: Buffer.from(JSON.stringify(clientInfo)).toString('base64url') }
    : answer;
}

async function clientCredentials({ tenant, tokens }: GrantParts, form: Form) {
  if (audienceOf(tenant, form) !== 'botframework')
    throw new GrantError(
      400,
      'invalid_grant',
      501051,
      `Application '${BOT_APP_ID}' is not assigned to a role for the application: the bot owns no privilege.`,
    );
  const claims = { azp: BOT_APP_ID, appid: BOT_APP_ID, idtyp: 'app', sub: BOT_APP_ID };
  return { token_type: 'Bearer', ...lifetime(), access_token: await tokens.sign('botframework', claims) };
}

function lifetime() {
  return { expires_in: TOKEN_SECONDS - 1, ext_expires_in: TOKEN_SECONDS - 1 };
}

/** The service that a scope such as `https://management.azure.com//.default` belongs to. */
function audienceOf(tenant: Tenant, { scope = '' }: Form): Exclude<Audience, 'assertion' | 'sso'> {
  const named = scope.split(' ').find((part) => /^(https|api):\/\//.test(part));
  if (named === undefined) return 'graph';
  for (const audience of ['arm', 'graph', 'botframework'] as const)
    if (named.startsWith(`${AUDIENCES[audience]}/`)) return audience;
  throw unknownResource(tenant, named);
}

function unknownResource(tenant: Tenant, name: string): GrantError {
  return new GrantError(
    400,
    'invalid_resource',
    500011,
    `The resource principal named ${name} was not found in the tenant named ${tenant.tenantId}.`,
  );
}

/**
 * What the `claims` parameter asks for: the client's capabilities and an authentication context. Microsoft's own
 * libraries write the capability `cp1` in either case.
 */
function claimsAsked(text: string | undefined): { capabilities: string[]; acrs: string | undefined } {
  try {
    const asked = JSON.parse(text ?? '{}') as {
      access_token?: { xms_cc?: { values?: string[] }; acrs?: { value?: string; values?: string[] } };
    };
    const { xms_cc, acrs } = asked.access_token ?? {};
    const capabilities = (xms_cc?.values ?? []).map((value) => value.toLowerCase());
    return { capabilities, acrs: acrs?.value ?? acrs?.values?.[0] };
  } catch {
    throw new GrantError(400, 'invalid_request', 50148, 'The claims parameter is not well-formed JSON.');
  }
}

function interactionRequired(acrs: string): GrantError {
  const claims = JSON.stringify({ access_token: { acrs: { essential: true, value: acrs } } });
  return new GrantError(
    400,
    'interaction_required',
    50076,
    'Due to a configuration change made by your administrator, or because you moved to a new location, you ' +
      'must use multi-factor authentication to access the resource.',
    { suberror: 'basic_action', claims },
  );
}
