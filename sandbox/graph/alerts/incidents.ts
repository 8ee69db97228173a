import { isCurrent } from '../../tenant/access.js';
import { durationMs } from '../../tenant/durations.js';
import type { SeedRole } from '../../tenant/entities.js';
import { contextOf, type Policy, policyOf } from '../../tenant/policy/policy.js';
import type { Schedule } from '../../tenant/records.js';
import type { Tenant } from '../../tenant/store.js';
import type { Row } from '../odata/listing.js';
import { timeOf } from '../pim/rows/times.js';
import type { AlertName } from './kinds.js';

/** One finding: its properties as Graph writes them, and what puts an end to it. `by` is an object id. */
export interface Incident {
  readonly row: Row;
  readonly remedy?: (by: string) => void;
}

type Find = (tenant: Tenant, settings: Row) => Incident[];

const GLOBAL_ADMINISTRATOR = '62e90394-69f5-4237-9190-012177145e10';

/** How each kind of alert is found in a tenant. The sandbox has its licence, and nobody's sign-ins are kept. */
export const INCIDENTS: Record<AlertName, Find> = {
  InvalidLicenseAlert: () => [],
  NoMfaOnRoleActivationAlert: withoutMfa,
  RedundantAssignmentAlert: unused,
  RolesAssignedOutsidePimAlert: outside,
  SequentialActivationRenewalsAlert: repeated,
  TooManyGlobalAdminsAssignedToTenantAlert: tooManyAdministrators,
  StaleSignInAlert: () => [],
};

function withoutMfa(tenant: Tenant): Incident[] {
  const directory = tenant.place('/');
  if (!directory) return [];
  return tenant.roles
    .filter(({ realm }) => realm === 'entra')
    .map((role) => policyOf(tenant, directory, role))
    .filter((policy) => contextOf(policy) === undefined && !asksMfa(policy))
    .map((policy) => ({
      row: { id: policy.role.guid, roleDisplayName: policy.role.name, roleTemplateId: policy.role.guid },
      remedy: (by) => demandMfa(tenant, policy, by),
    }));
}

/** Eligibilities that have stood for some time without an activation. */
function unused(tenant: Tenant, { duration }: Row): Incident[] {
  const since = tenant.clock.now() - (durationMs(String(duration)) ?? 0);
  return held(tenant, 'eligibility').flatMap((row) => {
    const last = Math.max(...activationsOf(tenant, row).map(({ start }) => start), -Infinity);
    if (Math.max(last, row.start) > since) return [];
    const lastActivationDateTime = Number.isFinite(last) ? timeOf(last) : null;
    return [
      { row: { ...aboutHolding(tenant, row), lastActivationDateTime }, remedy: () => end(tenant, row) },
    ];
  });
}

/** Assignments without end that no request of PIM stands behind. */
function outside(tenant: Tenant): Incident[] {
  return held(tenant, 'assignment')
    .filter(({ assignmentType, end: ends, requestName }) => {
      return assignmentType === 'Assigned' && ends === undefined && !tenant.requests.has(requestName);
    })
    .map((row) => ({
      row: { ...aboutHolding(tenant, row), assignmentCreatedDateTime: timeOf(row.createdOn) },
      remedy: () => end(tenant, row),
    }));
}

/** Activations of one role by one person, each soon after the one before. */
function repeated(tenant: Tenant, settings: Row): Incident[] {
  const pause = durationMs(String(settings.timeIntervalBetweenActivations)) ?? 0;
  const threshold = Number(settings.sequentialActivationCounterThreshold);
  const firsts = [...tenant.schedules.values()].filter(
    (row) => row.assignmentType === 'Activated' && activationsOf(tenant, row)[0] === row,
  );
  return firsts.flatMap((row) => {
    const all = activationsOf(tenant, row);
    const starts = all.map(({ start }) => start);
    const gaps = starts.slice(1).filter((start, index) => start - (starts[index] ?? start) <= pause);
    if (row.realm !== 'entra' || gaps.length + 1 < threshold) return [];
    const sequence = {
      activationCount: all.length,
      sequenceStartDateTime: timeOf(starts[0] ?? row.start),
      sequenceEndDateTime: timeOf(starts.at(-1) ?? row.start),
    };
    return [{ row: { ...aboutHolding(tenant, row), ...sequence } }];
  });
}

/** Both thresholds have to be reached: a number of people, and their part of all who hold a role. */
function tooManyAdministrators(tenant: Tenant, settings: Row): Incident[] {
  const all = held(tenant, 'assignment');
  const administrators = all.filter(({ roleGuid }) => roleGuid === GLOBAL_ADMINISTRATOR);
  const part = (100 * administrators.length) / Math.max(all.length, 1);
  if (administrators.length < Number(settings.globalAdminCountThreshold)) return [];
  if (part < Number(settings.percentageOfGlobalAdminsOutOfRolesThreshold)) return [];
  return administrators.map((row) => ({
    row: { id: row.principalId, ...aboutPrincipal(tenant, row.principalId) },
    remedy: () => end(tenant, row),
  }));
}

function held(tenant: Tenant, kind: Schedule['kind']): Schedule[] {
  const now = tenant.clock.now();
  return [...tenant.schedules.values()].filter(
    (row) => row.realm === 'entra' && row.kind === kind && isCurrent(row, now),
  );
}

/** Every activation of a role by a person, the oldest first. */
function activationsOf(tenant: Tenant, { principalId, roleGuid }: Schedule): Schedule[] {
  return [...tenant.schedules.values()]
    .filter((row) => row.assignmentType === 'Activated' && row.kind === 'assignment')
    .filter((row) => row.principalId === principalId && row.roleGuid === roleGuid)
    .sort((left, right) => left.start - right.start);
}

function end(tenant: Tenant, row: Schedule): void {
  tenant.schedules.set(row.name, { ...row, revokedAt: tenant.clock.now() });
}

function asksMfa({ rules }: Policy): boolean {
  return rules.some(
    (rule) =>
      rule.ruleType === 'RoleManagementPolicyEnablementRule' &&
      rule.target.caller === 'EndUser' &&
      rule.enabledRules.includes('MultiFactorAuthentication'),
  );
}

function demandMfa(tenant: Tenant, policy: Policy, by: string): void {
  const rules = policy.rules.map((rule) => {
    if (rule.ruleType !== 'RoleManagementPolicyEnablementRule' || rule.target.caller !== 'EndUser')
      return rule;
    return { ...rule, enabledRules: [...rule.enabledRules, 'MultiFactorAuthentication' as const] };
  });
  tenant.changedPolicies.set(policy.name, { rules, by, at: tenant.clock.now() });
}

function aboutHolding(tenant: Tenant, { name, principalId, roleGuid }: Schedule): Row {
  const role: SeedRole | undefined = tenant.role(roleGuid);
  return {
    id: name,
    ...aboutPrincipal(tenant, principalId),
    roleDefinitionId: roleGuid,
    roleDisplayName: role?.name ?? null,
    roleTemplateId: roleGuid,
  };
}

function aboutPrincipal(tenant: Tenant, oid: string): Row {
  const person = tenant.person(oid);
  return {
    assigneeId: oid,
    assigneeDisplayName: person?.name ?? tenant.group(oid)?.name ?? null,
    assigneeUserPrincipalName: person?.upn ?? null,
  };
}
