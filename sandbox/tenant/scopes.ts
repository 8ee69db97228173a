/**
 * Scopes of Azure are resource ids without a trailing slash, '' is the tenant; those of the directory begin at '/',
 * and a group's scope is its object id. No two of them are the same. They compare without regard to case.
 */

import type { Realm, SeedPlace } from './entities.js';
import type { Tenant } from './store.js';

const SUBSCRIPTION_ALIAS = /^\/providers\/Microsoft\.Subscription(?=\/subscriptions\/)/i;

const REALMS: Partial<Record<SeedPlace['kind'], Realm>> = {
  directory: 'entra',
  administrativeunit: 'entra',
  application: 'entra',
  group: 'group',
};

/** Whose roles are held at a place. */
export function realmOf({ kind }: SeedPlace): Realm {
  return REALMS[kind] ?? 'azure';
}

/** The key of a scope in a table. */
export function keyOf(scope: string): string {
  return scope.toLowerCase();
}

/**
 * A scope as it is written in answers: one slash in front, none behind, none doubled, and without the alias
 * `/providers/Microsoft.Subscription` that Microsoft's own examples put before a subscription.
 */
export function normalizeScope(text: string): string {
  const path = `/${text}`.replace(/\/{2,}/g, '/').replace(/\/$/, '');
  return path.replace(SUBSCRIPTION_ALIAS, '');
}

/** The scope itself and everything above it, nearest first. A scope that is not in the tenant has no line. */
export function lineOf(tenant: Tenant, scope: string): SeedPlace[] {
  const line: SeedPlace[] = [];
  let at = tenant.place(scope);
  while (at) {
    line.push(at);
    at = at.parent === undefined ? undefined : tenant.place(at.parent);
  }
  return line;
}

/** Whether `upper` is the scope `lower` or lies above it. */
export function isAtOrAbove(tenant: Tenant, upper: string, lower: string): boolean {
  return lineOf(tenant, lower).some((place) => keyOf(place.scope) === keyOf(upper));
}

/** The subscription in a scope's id, or undefined for the tenant and management groups. */
export function subscriptionOf(scope: string): string | undefined {
  return /^\/subscriptions\/([^/]+)/i.exec(scope)?.[1];
}

/**
 * The id of a role definition at a scope: below a subscription it carries the subscription, above it nothing
 * (https://github.com/hashicorp/terraform-provider-azurerm/issues/31052).
 */
export function roleDefinitionId(scope: string, guid: string): string {
  const subscription = subscriptionOf(scope);
  const prefix = subscription ? `/subscriptions/${subscription}` : '';
  return `${prefix}/providers/Microsoft.Authorization/roleDefinitions/${guid}`;
}
