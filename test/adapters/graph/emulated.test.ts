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

test("people and groups of the sandbox's Graph, with the person's own token", async () => {
  const { tenant, login, origin } = emulator;
  const directory = graphDirectory({
    http: httpClient({ rewrite: (url) => url.replace(GRAPH, `${origin}/graph`) }),
    graphUrl: GRAPH,
    tokens: { get: ({ oid }) => login.tokenFor(oid, 'graph') },
  });
  const ana: Actor = { tenant: TENANT_ID, oid: tenant.oidOf('ana'), background: false };
  const group = tenant.oidOf('access-approvers');
  const cleo = { oid: tenant.oidOf('cleo'), name: 'Cleo Martin', upn: 'cleo@contoso.example', enabled: true };
  expect(await directory.group(ana, group)).toEqual({ id: group, name: 'Access Approvers' });
  expect(await directory.members(ana, group)).toEqual({ people: [cleo], total: 1, hidden: false });
  expect(await directory.people(ana, [cleo.oid])).toEqual([cleo]);
});
