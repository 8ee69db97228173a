import type { Scope, ScopeKind } from '../../bot/pim/roles.js';

/** What is known of a scope beside its id. */
export interface ScopeNames {
  name?: string | undefined;
  /** Names of subscriptions and management groups by the lower-cased id. */
  known?: ReadonlyMap<string, string>;
  /** What contains the scope, when another answer told it. */
  within?: string[];
}

const ALIAS = /^\/providers\/Microsoft\.Subscription(?=\/subscriptions\/)/i;
const KINDS: [RegExp, ScopeKind][] = [
  [/^\/subscriptions\/[^/]+$/i, 'subscription'],
  [/^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+$/i, 'resourceGroup'],
  [/^\/subscriptions\/[^/]+\/(resourceGroups\/[^/]+\/)?providers\/[^/]+(\/[^/]+\/[^/]+)+$/i, 'resource'],
  [/^\/providers\/Microsoft\.Management\/managementGroups\/[^/]+$/i, 'managementGroup'],
  [/^\/$/, 'directory'],
];

/**
 * A scope as ARM writes it in its answers: one slash in front, none behind, and without the alias that Microsoft's
 * examples put before a subscription.
 */
export function normalId(id: string): string {
  const path = `/${id}`.replace(/^\/+/, '/').replace(/\/+$/, '').replace(ALIAS, '');
  return path === '' ? '/' : path;
}

/** The kind of a scope, by its path; `undefined` for a path of no kind that can hold a role. */
export function kindOf(id: string): ScopeKind | undefined {
  return KINDS.find(([form]) => form.test(id))?.[1];
}

/** A scope from its id and what is known of names. `within` holds names alone, never an id. */
export function scopeOf(id: string, names: ScopeNames = {}): Scope | undefined {
  const path = normalId(id);
  const kind = kindOf(path);
  if (kind === undefined) return undefined;
  const name = names.name || names.known?.get(path.toLowerCase()) || lastSegment(path) || path;
  const within = names.within ?? containersOf(path, names.known);
  return {
    id: path,
    kind,
    name,
    within,
    ...(kind === 'resource' ? { resourceType: resourceTypeOf(path) } : {}),
  };
}

/**
 * The id that a role definition has in requests at a scope: below a subscription it carries the subscription,
 * at a management group nothing, wherever the eligibility is.
 * https://github.com/hashicorp/terraform-provider-azurerm/issues/31052
 */
export function roleDefinitionAt(scope: string, role: string): string {
  const subscription = /^\/subscriptions\/[^/]+/i.exec(normalId(scope))?.[0] ?? '';
  return `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${lastSegment(role)}`;
}

/** The last segment of an id: the name of what it is the id of. */
export function lastSegment(id: string): string {
  return id.replace(/\/+$/, '').split('/').at(-1) ?? '';
}

function containersOf(path: string, known: ReadonlyMap<string, string> | undefined): string[] {
  const found = /^(\/subscriptions\/[^/]+)(?:\/resourceGroups\/([^/]+))?(\/.+)?$/i.exec(path);
  const [, subscription, group, below] = found ?? [];
  const name = path === subscription ? undefined : known?.get((subscription ?? '').toLowerCase());
  return [...(group && below ? [group] : []), ...(name ? [name] : [])];
}

/** `Microsoft.Sql/servers/databases` of `…/providers/Microsoft.Sql/servers/s/databases/d`. */
function resourceTypeOf(path: string): string {
  const parts = path.slice(path.toLowerCase().lastIndexOf('/providers/') + '/providers/'.length).split('/');
  return [parts[0], ...parts.slice(1).filter((_, index) => index % 2 === 0)].join('/');
}
