import { mayApproach } from '../tenant/azure-access.js';
import type { SeedPlace } from '../tenant/entities.js';
import { normalizeScope, realmOf, subscriptionOf } from '../tenant/scopes.js';
import type { Tenant } from '../tenant/store.js';
import type { ArmAnswer, ArmCall } from './call.js';
import { ArmError, authorizationFailed } from './errors.js';
import { findOperation } from './operations.js';
import type { ArmSettings } from './settings.js';
import { requireVersion } from './versions.js';

const PROVIDER = /^(.*)\/+providers\/+Microsoft\.Authorization\/+(.*)$/i;

/** A call whose token has been verified. `url` is absolute, with the path that follows the service's address. */
export interface IncomingCall {
  readonly tenant: Tenant;
  readonly settings: ArmSettings;
  readonly caller: ArmCall['caller'];
  readonly method: string;
  readonly url: URL;
  readonly body: unknown;
  readonly batched: boolean;
}

/** Answers one call or throws: first Azure Resource Manager's own checks, then what PIM says. */
export function dispatch(call: IncomingCall): ArmAnswer {
  const [, scope = '', rest = ''] = PROVIDER.exec(decoded(call.url.pathname)) ?? [];
  const segments = rest.split('/').filter((segment) => segment !== '');
  const [type] = segments;
  if (type === undefined) throw noSuchPath(call.url);
  requireVersion(type, call.url.searchParams.get('api-version'));
  const found = findOperation(call.method, segments);
  if (!found) throw notAllowed(call, segments);
  const place = requirePlace(call, normalizeScope(scope), type);
  return found.operation.run({ ...call, place, names: found.names });
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw new ArmError(400, 'BadRequest', 'The path is not well-formed.');
  }
}

/** The place with that id, if the caller may come near it; what they may not see they cannot tell from nothing. */
function requirePlace({ tenant, caller, method }: IncomingCall, scope: string, type: string): SeedPlace {
  const known = tenant.place(scope);
  const place = known && realmOf(known) === 'azure' ? known : undefined;
  if (place?.kind === 'tenant') return place;
  const subscription = subscriptionOf(scope);
  const above = subscription === undefined ? undefined : tenant.place(`/subscriptions/${subscription}`);
  if (subscription !== undefined && !above)
    throw new ArmError(404, 'SubscriptionNotFound', `The subscription '${subscription}' could not be found.`);
  if (place && mayApproach(tenant, caller.oid, place.scope)) return place;
  if (!place && above && mayApproach(tenant, caller.oid, above.scope)) throw noSuchPlace(scope);
  const isGroupList = method === 'GET' && type.toLowerCase() === 'roleassignmentschedules';
  if (place?.kind === 'resourcegroup' && isGroupList) throw brokenRead();
  throw authorizationFailed(caller, `Microsoft.Authorization/${type}/${actionOf(method)}`, scope);
}

function actionOf(method: string): string {
  return method === 'GET' ? 'read' : 'write';
}

/** Azure answers 500, not 403, to this list at a resource group that the caller cannot read. */
function brokenRead(): ArmError {
  return new ArmError(500, 'InternalServerError', 'An error has occurred.');
}

function noSuchPlace(scope: string): ArmError {
  const group = /^\/subscriptions\/[^/]+\/resourceGroups\/([^/]+)$/i.exec(scope)?.[1];
  return group === undefined
    ? new ArmError(404, 'ResourceNotFound', `The Resource '${scope}' was not found.`)
    : new ArmError(404, 'ResourceGroupNotFound', `Resource group '${group}' could not be found.`);
}

function noSuchPath(url: URL): ArmError {
  return new ArmError(404, 'ResourceNotFound', `The resource '${url.pathname}' was not found.`);
}

function notAllowed({ method, url }: IncomingCall, segments: readonly string[]): ArmError {
  const other = ['GET', 'PUT', 'POST', 'PATCH', 'DELETE'].some((verb) => findOperation(verb, segments));
  if (!other) return noSuchPath(url);
  return new ArmError(
    405,
    'MethodNotAllowed',
    `The requested resource does not support http method '${method}'.`,
  );
}
