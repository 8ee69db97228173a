import { PimError, type PimErrorCode } from '../../../../bot/pim/errors.js';
import type { Scope, ScopeKind } from '../../../../bot/pim/roles.js';
import type { Actor } from '../../../../bot/ports.js';
import { literal } from '../../../http/path.js';
import { batched } from '../../batch.js';
import type { Graph } from '../../call.js';
import { wire } from '../wire.js';
import type { Kind } from './kind.js';

const AT = ['roleManagement', 'directory'];
const UNIT = /^\/administrativeUnits\/([^/]+)$/i;
const KINDS: [RegExp, ScopeKind][] = [
  [/^\/$/, 'directory'],
  [UNIT, 'administrativeUnit'],
  [/^\/[^/]+$/, 'application'],
];

/** PIM for directory roles: https://learn.microsoft.com/graph/api/resources/privilegedidentitymanagementv3-overview */
export const directoryRoles: Kind = {
  realm: 'entra',
  prefix: 'directory',
  at: AT,
  eligible: 'roleEligibilityScheduleInstances',
  held: 'roleAssignmentScheduleInstances',
  requests: 'roleAssignmentScheduleRequests',
  wishes: { assignment: 'roleAssignmentScheduleRequests', eligibility: 'roleEligibilityScheduleRequests' },
  expand: 'roleDefinition',
  sparse: false,
  // Approvals of directory roles are in beta alone: https://learn.microsoft.com/graph/api/resources/approval
  approval: (id) => ({
    version: 'beta',
    at: [...AT, 'roleAssignmentApprovals', id],
    query: { $expand: 'steps' },
  }),
  stage: (approval, id) => ({
    version: 'beta',
    at: [...AT, 'roleAssignmentApprovals', approval, 'steps', id],
  }),
  role: ({ roleDefinitionId: id, roleDefinition }) =>
    id === undefined ? undefined : { id, name: roleDefinition?.displayName ?? id },
  place: ({ directoryScopeId: id }) => (id === undefined ? undefined : { id, ...nameOf(id) }),
  scope: scopeOf,
  names,
  body: (role, scope) => ({ roleDefinitionId: role.id, directoryScopeId: scope.id }),
  // A role has one policy for the whole directory, whatever it is activated on.
  policies: ({ id }) =>
    `scopeId eq '/' and scopeType eq 'DirectoryRole' and roleDefinitionId eq ${literal(id)}`,
};

const nameOf = (id: string) => (id === '/' ? { name: 'Directory' } : {});

function scopeOf(id: string, name: string | undefined): Scope | undefined {
  const kind = KINDS.find(([form]) => form.test(id))?.[1];
  return kind && { id, kind, name: name ?? id.slice(id.lastIndexOf('/') + 1), within: [] };
}

/** Reads that are refused, for whatever reason, leave a place without its name; others are the list's own trouble. */
const NAMELESS: PimErrorCode[] = ['notAllowed', 'notFound', 'refused', 'consentNeeded'];

/** `$expand=directoryScope` does not work in v1.0, so each administrative unit and app is read, all in one batch. */
async function names(graph: Graph, as: Actor, ids: string[]): Promise<Map<string, string>> {
  const calls = ids.map((id) => {
    const unit = UNIT.exec(id)?.[1];
    return unit === undefined
      ? { at: ['directoryObjects', id.slice(1)] }
      : { at: ['directory', 'administrativeUnits', unit], query: { $select: 'id,displayName' } };
  });
  const found = new Map<string, string>();
  for (const [index, outcome] of (await batched(graph, as, calls)).entries()) {
    if (outcome instanceof PimError) {
      if (!NAMELESS.includes(outcome.code)) throw outcome;
      continue;
    }
    const name = wire.named(outcome.body)?.displayName;
    if (name !== undefined) found.set(ids[index] ?? '', name);
  }
  return found;
}
