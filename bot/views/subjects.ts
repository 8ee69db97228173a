import type { RealmName, Role, Scope } from '../pim/roles.js';
import type { Environment, Place, Subject } from './facts.js';

/** Which environment a place belongs to, by the deployment's naming pattern; names nearest first. */
export type EnvironmentOf = (names: string[]) => Environment | undefined;

/** A scope as people read it: without its id. */
export function toPlace(scope: Scope, environmentOf: EnvironmentOf): Place {
  const environment = environmentOf([scope.name, ...scope.within]);
  return {
    name: scope.name,
    kind: scope.kind,
    within: [...scope.within],
    ...(scope.resourceType ? { resourceType: scope.resourceType } : {}),
    ...(environment ? { environment } : {}),
  };
}

/** A role at a scope as people read it. */
export const subjectOf = (
  realm: RealmName,
  role: Role,
  scope: Scope,
  environmentOf: EnvironmentOf,
): Subject => ({
  realm,
  role: role.name,
  place: toPlace(scope, environmentOf),
});
