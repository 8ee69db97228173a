import { durationMs } from '../../../../sandbox/tenant/durations.js';
import type { Seed } from '../../../../sandbox/tenant/store.js';
import { type Answer, type Emulator, startEmulator } from '../../emulator.js';

export const DIRECTORY = '/v1.0/roleManagement/directory';
export const GROUPS = '/v1.0/identityGovernance/privilegedAccess/group';
export const BERLIN = '/administrativeUnits/be911000-6a5b-4c3d-9e2f-1a2b3c4d5e01';

export type Body = Readonly<Record<string, unknown>>;

/** What PIM over Graph answers in one made-up tenant, and the words for asking it. */
export interface World {
  readonly emulator: Emulator;
  get(person: string, path: string): Promise<Answer>;
  /** The rows of a list; fails when it is none. */
  rows(person: string, path: string): Promise<Body[]>;
  /** Posts a request; for an activation of one hour, where nothing else is said. */
  post(person: string, ask: Ask): Promise<Answer>;
  /** Posts it and gives the request, which must have been taken. */
  taken(person: string, ask: Ask): Promise<Body>;
  patch(person: string, path: string, body: object): Promise<Answer>;
  passes(duration: string): void;
  oid(id: string): string;
  roleId(name: string): string;
}

/** A directory role by its name, or member or owner of a group by its short id. */
export interface Ask {
  readonly role?: string;
  readonly member?: string;
  readonly owner?: string;
  readonly eligibility?: boolean;
  readonly for?: string;
  readonly scope?: string;
  readonly action?: string;
  readonly duration?: string | null;
  readonly with?: Body;
  readonly token?: { amr?: string[]; acrs?: string[] };
}

export async function startWorld(seed?: Seed): Promise<World> {
  const emulator = await startEmulator(seed);
  const { tenant, login, origin } = emulator;
  const world: World = {
    emulator,
    get: (person, path) => emulator.graph(person, 'GET', path),
    async rows(person, path) {
      const answer = await world.get(person, path);
      if (answer.status !== 200) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
      return (answer.body as { value: Body[] }).value;
    },
    async post(person, ask) {
      const token = await login.tokenFor(tenant.oidOf(person), 'graph', ask.token);
      return emulator.call(`${origin}/graph${listOf(ask)}`, {
        method: 'POST',
        token,
        body: bodyOf(world, person, ask),
      });
    },
    async taken(person, ask) {
      const answer = await world.post(person, ask);
      if (answer.status !== 201) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
      return answer.body as Body;
    },
    patch: (person, path, body) => emulator.graph(person, 'PATCH', path, body),
    passes: (duration) => emulator.clock.advance(durationMs(duration) ?? 0),
    oid: (id) => tenant.oidOf(id),
    roleId: (name) => tenant.roles.find((role) => role.realm === 'entra' && role.name === name)?.guid ?? '',
  };
  return world;
}

/** The list to which a request is posted. */
export function listOf({ role, eligibility }: Ask): string {
  if (role !== undefined)
    return `${DIRECTORY}/role${eligibility ? 'Eligibility' : 'Assignment'}ScheduleRequests`;
  return `${GROUPS}/${eligibility ? 'eligibility' : 'assignment'}ScheduleRequests`;
}

function bodyOf(world: World, person: string, ask: Ask): Body {
  const { role, member, owner, duration = 'PT1H' } = ask;
  const what =
    role === undefined
      ? { groupId: world.oid(member ?? owner ?? ''), accessId: member === undefined ? 'owner' : 'member' }
      : { roleDefinitionId: world.roleId(role), directoryScopeId: ask.scope ?? '/' };
  return {
    action: ask.action ?? 'selfActivate',
    principalId: world.oid(ask.for ?? person),
    ...what,
    justification: 'INC-7',
    ...(duration !== null && { scheduleInfo: { expiration: { type: 'afterDuration', duration } } }),
    ...ask.with,
  };
}
