import { policyOf } from '../../../../sandbox/tenant/policy/policy.js';
import { type Answer, type Emulator, startEmulator } from '../../emulator.js';

/** The made-up tenant, and what has to have happened in it before a documented request makes sense. */
export interface World {
  readonly emulator: Emulator;
  oid(id: string): string;
  roleId(name: string): string;
  /** The guid of the policy of a directory role. */
  policy(role: string): string;
  now(): string;
  inDays(days: number): string;
  send(person: string, method: string, path: string, body?: object): Promise<Answer>;
  /** The ids of requests: an activation of a directory role or a group that waits for approval. */
  waitingRole(): Promise<string>;
  waitingMember(): Promise<string>;
  /** Ana is made a member of a group for two hours. */
  member(group: string): Promise<string>;
}

export const DIRECTORY = '/v1.0/roleManagement/directory';
export const GROUPS = '/v1.0/identityGovernance/privilegedAccess/group';

export async function startWorld(): Promise<World> {
  const emulator = await startEmulator();
  const { tenant, clock } = emulator;
  const roleId = (name: string) =>
    tenant.roles.find((role) => role.realm === 'entra' && role.name === name)?.guid ?? '';
  const inDays = (days: number) => new Date(clock.now() + days * 24 * 60 * 60 * 1000).toISOString();
  const hours = (duration: string) => ({
    startDateTime: null,
    expiration: { type: 'afterDuration', duration },
  });
  const made = async (person: string, path: string, body: object) => {
    const answer = await emulator.graph(person, 'POST', path, { justification: 'INC-7', ...body });
    if (answer.status !== 201) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
    return (answer.body as { id: string }).id;
  };
  const group = (id: string, action: string) => ({
    accessId: 'member',
    action,
    groupId: tenant.oidOf(id),
    principalId: tenant.oidOf('ana'),
    scheduleInfo: hours('PT2H'),
  });
  return {
    emulator,
    oid: tenant.oidOf,
    roleId,
    policy(name) {
      const role = tenant.role(roleId(name));
      const place = tenant.place('/');
      if (!role || !place) throw new Error(`there is no ${name}`);
      return policyOf(tenant, place, role).name;
    },
    now: () => inDays(0),
    inDays,
    send: (person, method, path, body) => emulator.graph(person, method, path, body),
    waitingRole: () =>
      made('ana', `${DIRECTORY}/roleAssignmentScheduleRequests`, {
        action: 'selfActivate',
        principalId: tenant.oidOf('ana'),
        roleDefinitionId: roleId('Application Administrator'),
        directoryScopeId: '/',
        scheduleInfo: hours('PT1H'),
      }),
    waitingMember: () =>
      made('ana', `${GROUPS}/assignmentScheduleRequests`, group('break-glass-operators', 'selfActivate')),
    member: (id) => made('ada', `${GROUPS}/assignmentScheduleRequests`, group(id, 'adminAssign')),
  };
}
