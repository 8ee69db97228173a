import { batched } from '../../../adapters/graph/batch.js';
import type { Graph, GraphCall } from '../../../adapters/graph/call.js';
import { graphDirectory } from '../../../adapters/graph/directory.js';
import { httpClient } from '../../../adapters/http/pipeline.js';
import type { Actor } from '../../../bot/ports.js';
import { TENANT_ID } from '../../../sandbox/seed.js';
import { type Emulator, startEmulator } from '../../sandbox/emulator.js';

const GRAPH = 'https://graph.microsoft.com';
let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.stop());

const asPerson = ({ login, origin }: Emulator): Graph => ({
  http: httpClient({ rewrite: (url) => url.replace(GRAPH, `${origin}/graph`) }),
  graphUrl: GRAPH,
  tokens: { get: ({ oid }) => login.tokenFor(oid, 'graph') },
});

test("people and groups of the sandbox's Graph, with the person's own token", async () => {
  const { tenant } = emulator;
  const directory = graphDirectory(asPerson(emulator));
  const ana: Actor = { tenant: TENANT_ID, oid: tenant.oidOf('ana'), background: false };
  const group = tenant.oidOf('access-approvers');
  const cleo = { oid: tenant.oidOf('cleo'), name: 'Cleo Martin', upn: 'cleo@contoso.example', enabled: true };
  expect(await directory.group(ana, group)).toEqual({ id: group, name: 'Access Approvers' });
  expect(await directory.members(ana, group)).toEqual({ people: [cleo], total: 1, hidden: false });
  expect(await directory.people(ana, [cleo.oid])).toEqual([cleo]);
});

test('a directory role and a group in one batch, and each has its own answer', async () => {
  const { tenant } = emulator;
  const ana: Actor = { tenant: TENANT_ID, oid: tenant.oidOf('ana'), background: false };
  const role = tenant.roles.find(({ name }) => name === 'Security Reader')?.guid;
  const engineers = tenant.oidOf('engineers');
  const asks = (at: string[], what: Record<string, unknown>): GraphCall => ({
    method: 'POST',
    at,
    body: {
      action: 'selfActivate',
      principalId: ana.oid,
      justification: 'INC-7',
      scheduleInfo: { expiration: { type: 'afterDuration', duration: 'PT1H' } },
      ...what,
    },
  });
  const roles = ['roleManagement', 'directory', 'roleAssignmentScheduleRequests'];
  const groups = ['identityGovernance', 'privilegedAccess', 'group', 'assignmentScheduleRequests'];
  const outcomes = await batched(asPerson(emulator), ana, [
    asks(roles, { roleDefinitionId: role, directoryScopeId: '/' }),
    asks(groups, { accessId: 'owner', groupId: engineers }),
    asks(groups, { accessId: 'owner', groupId: engineers }),
    { method: 'POST', at: [...groups, '00000000-0000-0000-0000-000000000000', 'cancel'] },
    { at: ['groups', engineers], query: { $select: 'displayName' } },
  ]);
  expect(outcomes).toMatchObject([
    { status: 201, body: { status: 'Provisioned' } },
    { status: 201, body: { status: 'Provisioned' } },
    { code: 'alreadyActive' },
    { code: 'notFound' },
    { status: 200, body: { displayName: 'Engineers' } },
  ]);
});
