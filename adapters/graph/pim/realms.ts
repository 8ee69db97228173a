import type { Clock, Realm } from '../../../bot/ports.js';
import type { Graph } from '../call.js';
import { approval, decide } from './approvals.js';
import { extending } from './extensions.js';
import { groupRoles } from './group-roles.js';
import { assignments, eligibilities } from './held.js';
import { directoryRoles } from './kinds/directory.js';
import { groups } from './kinds/groups.js';
import type { Here, Kind } from './kinds/kind.js';
import { policy } from './policies.js';
import { awaitingDecision, cancel, request, requests } from './requests.js';
import { activate, release, together, validate } from './writes.js';

export interface GraphRealmsOptions extends Graph {
  /** Tells which eligibilities are in force; by default the machine's time. */
  clock?: Pick<Clock, 'now'>;
}

/** PIM for directory roles and for groups, over Microsoft Graph, each call with the acting person's own token. */
export function graphRealms({ clock, ...graph }: GraphRealmsOptions): Realm[] {
  const now = () => clock?.now() ?? Date.now();
  const kinds: Kind[] = [directoryRoles, groups];
  const realms = kinds.map((kind): Here => ({ graph, kind, now }));
  const shared = together(realms);
  return realms.map((here) => ({ ...realmOf(here), together: shared }));
}

function realmOf(here: Here): Realm {
  return {
    name: here.kind.realm,
    eligibilities: (as, at) => eligibilities(here, as, at),
    assignments: (as, at) => assignments(here, as, at),
    // Neither a group nor a part of the directory has scopes below it.
    childScopes: async () => [],
    groupRoles: (as, group) => groupRoles(here, as, group),
    policy: (as, role, scope) => policy(here, as, role, scope),
    validate: (as, activation) => validate(here, as, activation),
    activate: (as, name, activation) => activate(here, as, name, activation),
    release: (as, name, held) => release(here, as, name, held),
    request: (as, scope, name) => request(here, as, scope, name),
    requests: (as) => requests(here, as),
    cancel: (as, sent) => cancel(here, as, sent),
    awaitingDecision: (as) => awaitingDecision(here, as),
    approval: (as, id) => approval(here, as, id),
    decide: (as, stage, decision) => decide(here, as, stage, decision),
    ...extending(here),
  };
}
