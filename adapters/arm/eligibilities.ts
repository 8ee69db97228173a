import type { Eligibility, Scope } from '../../bot/pim/roles.js';
import type { Actor } from '../../bot/ports.js';
import { type Arm, list } from './call.js';
import { namesIn, roleIn, scopeIn, throughIn } from './names.js';
import { kindOf, lastSegment, normalId, scopeOf } from './scopes.js';
import { type HeldRow, wire } from './wire.js';

/** Nodes of large tenants have been seen to take 15 s for these lists. */
const CHILDREN_MS = 25_000;

/**
 * What the person may activate now. Without a scope one list of the whole tenant, in which Azure is known to lose
 * rows; at a scope that scope's list, which is complete but does not show what a management group hands down.
 */
export async function eligibilities(arm: Arm, as: Actor, at?: Scope): Promise<Eligibility[]> {
  const rows = await list(arm, as, {
    scope: at?.id ?? '',
    at: ['roleEligibilitySchedules'],
    query: { $filter: 'asTarget()' },
  });
  const read = rows.map(wire.held).filter((row) => row !== undefined);
  const known = namesIn(read);
  if (at) known.set(at.id.toLowerCase(), at.name);
  const found = new Map<string, Eligibility>();
  for (const row of read) {
    const eligibility = isNow(row, arm.now()) ? eligibilityOf(row, known) : undefined;
    if (eligibility) found.set(eligibility.id.toLowerCase(), eligibility);
  }
  return [...found.values()];
}

/**
 * The scopes below one at which an eligibility there can be activated: below a management group down to the
 * resource groups, below everything else the next level.
 */
export async function childScopes(arm: Arm, as: Actor, of: Scope): Promise<Scope[]> {
  const rows = await list(arm, as, {
    scope: of.id,
    at: ['eligibleChildResources'],
    timeout: CHILDREN_MS,
    ...(isAboveSubscriptions(of) ? { query: DOWN_TO_GROUPS } : {}),
  });
  const read = rows.map(wire.child).filter((row) => row !== undefined);
  const names = new Map(read.flatMap(({ id, name }) => (name ? [[normalId(id).toLowerCase(), name]] : [])));
  return read.flatMap(({ id, name }) => scopeOf(id, { name, within: withinOf(id, of, names) }) ?? []);
}

/** The resource provider's undocumented switch for the whole tree, and its documented filter by type. */
const DOWN_TO_GROUPS = {
  $getAllChildren: 'true',
  $filter: ['managementgroup', 'subscription', 'resourcegroup']
    .map((type) => `resourceType eq '${type}'`)
    .join(' or '),
};

function isAboveSubscriptions({ kind }: Scope): boolean {
  return kind === 'managementGroup' || kind === 'directory';
}

function withinOf(id: string, of: Scope, names: ReadonlyMap<string, string>): string[] {
  const above = [of.name, ...of.within];
  if (kindOf(normalId(id)) !== 'resourceGroup' || !isAboveSubscriptions(of)) return above;
  const subscription = /^\/subscriptions\/[^/]+/i.exec(normalId(id))?.[0] ?? '';
  const name = names.get(subscription.toLowerCase());
  return name ? [name, ...above] : above;
}

/** Schedules hold the future and may hold the past. */
function isNow({ properties }: HeldRow, now: number): boolean {
  const { startDateTime: start = 0, endDateTime: end = Number.POSITIVE_INFINITY } = properties;
  return start <= now && now < end;
}

function eligibilityOf(row: HeldRow, known: ReadonlyMap<string, string>): Eligibility | undefined {
  const scope = scopeIn(row, known);
  if (!scope || lastSegment(row.id) === '') return undefined;
  const through = throughIn(row);
  const end = row.properties.endDateTime;
  return {
    realm: 'azure',
    id: row.id,
    role: roleIn(row),
    scope,
    ...(through === undefined ? {} : { through }),
    ...(end === undefined ? {} : { end }),
  };
}
