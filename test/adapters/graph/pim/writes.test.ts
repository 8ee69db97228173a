import type { Activation } from '../../../../bot/pim/requests.js';
import type { Scope } from '../../../../bot/pim/roles.js';
import { refusal } from '../../../contracts/realm-world.js';
import { GROUP, ID, ROLE, requestRow, UNIT } from './rows.js';
import { ANA, type World, world } from './world.js';

let w: World;
beforeEach(async () => {
  w = await world();
});
afterEach(() => w.close());

const NAME = `7K2QZD4M.${ANA.oid}`;
const scope: Scope = { id: '/', kind: 'directory', name: 'Directory', within: [] };
const role = { id: ROLE, name: 'Attribute Definition Administrator' };
const bare: Activation = { realm: 'entra', eligibility: 'e', role, scope, duration: 'PT5H' };
const wish: Activation = { ...bare, justification: 'INC-7' };
const AT = '/v1.0/roleManagement/directory/roleAssignmentScheduleRequests';
const CLAIMS = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}';

test('an activation carries its mark in the justification, and answers without it', async () => {
  w.play = () => ({ status: 201, body: requestRow() });
  const start = Date.parse('2022-04-14T00:00:00Z');
  const ticket = { number: 'CONTOSO:Normal-67890', system: 'MS Project' };
  const asked = { ...wish, start, ticket, justification: 'Restricted units' };
  expect(await w.entra.activate(ANA, NAME, asked)).toEqual({
    realm: 'entra',
    id: `directory/${ID}`,
    name: NAME,
    state: 'scheduled',
    action: 'activate',
    role,
    scope,
    requester: { oid: ANA.oid },
    createdAt: Date.parse('2022-04-13T08:52:32.648Z'),
    justification: 'Restricted units',
    ticket,
    duration: 'PT5H',
    start,
    end: start + 5 * 3_600_000,
  });
  expect(w.calls).toMatchObject([{ method: 'POST', path: AT }]);
  expect(w.calls[0]?.body).toEqual({
    action: 'selfActivate',
    principalId: ANA.oid,
    roleDefinitionId: ROLE,
    directoryScopeId: '/',
    justification: 'Restricted units (pim-bot 7K2QZD4M)',
    ticketInfo: { ticketNumber: 'CONTOSO:Normal-67890', ticketSystem: 'MS Project' },
    scheduleInfo: {
      startDateTime: '2022-04-14T00:00:00.000Z',
      expiration: { type: 'afterDuration', duration: 'PT5H' },
    },
  });
});

test('what was not given is not sent, but for the mark, and only after PIM judged it without one', async () => {
  w.play = () => ({ status: 201, body: requestRow({ justification: '(pim-bot 7K2QZD4M)' }) });
  const request = await w.entra.activate(ANA, NAME, {
    ...bare,
    scope: { ...scope, id: UNIT, kind: 'administrativeUnit', name: 'Berlin' },
  });
  expect(request).toMatchObject({ name: NAME, scope: { name: 'Berlin' } });
  expect(request).not.toHaveProperty('justification');
  const sent = {
    action: 'selfActivate',
    principalId: ANA.oid,
    roleDefinitionId: ROLE,
    directoryScopeId: UNIT,
    scheduleInfo: { expiration: { type: 'afterDuration', duration: 'PT5H' } },
  };
  expect(w.calls.map(({ body }) => body)).toEqual([
    { ...sent, isValidationOnly: true },
    { ...sent, justification: '(pim-bot 7K2QZD4M)' },
  ]);
});

test('a mark does not stand in for the reason that a rule wants', async () => {
  const error = {
    code: 'RoleAssignmentRequestPolicyValidationFailed',
    message: 'failed: ["JustificationRule"]',
  };
  w.play = ({ body }) =>
    (body as { isValidationOnly?: boolean }).isValidationOnly
      ? { status: 400, body: { error } }
      : { status: 201, body: requestRow() };
  const refused = await refusal(w.entra.activate(ANA, NAME, bare));
  expect([refused.code, refused.rules, w.calls.length]).toEqual(['rulesFailed', ['JustificationRule'], 1]);
  const both = [bare, wish].map((activation) => ({ name: NAME, activation }));
  expect(await w.entra.together?.activate(ANA, both)).toMatchObject([
    { code: 'rulesFailed' },
    { realm: 'entra', id: `directory/${ID}` },
  ]);
});

test('a batch that is refused as a whole is undone into single calls', async () => {
  w.play = ({ path }) => (path.endsWith('$batch') ? { status: 404 } : { status: 201, body: requestRow() });
  const both = [wish, wish].map((activation) => ({ name: NAME, activation }));
  expect(await w.entra.together?.activate(ANA, both)).toMatchObject([{ realm: 'entra' }, { realm: 'entra' }]);
  expect(w.calls.map(({ path }) => path)).toEqual(['/v1.0/$batch', AT, AT]);
});

test('a group is asked for by its id and what one is in it', async () => {
  const engineers: Scope = { id: GROUP, kind: 'group', name: 'Engineers', within: [] };
  const owner = { id: 'owner', name: 'Owner' };
  w.play = () => ({ status: 201, body: requestRow({ action: 'SelfDeactivate', status: 'Revoked' }) });
  expect(await w.group.release(ANA, NAME, { role: owner, scope: engineers })).toMatchObject({
    id: `group/${ID}`,
    name: NAME,
    state: 'revoked',
    action: 'release',
    role: owner,
    scope: engineers,
  });
  expect(w.calls).toMatchObject([
    { method: 'POST', path: '/v1.0/identityGovernance/privilegedAccess/group/assignmentScheduleRequests' },
  ]);
  expect(w.calls[0]?.body).toEqual({
    action: 'selfDeactivate',
    principalId: ANA.oid,
    accessId: 'owner',
    groupId: GROUP,
    justification: '(pim-bot 7K2QZD4M)',
  });
});

test('validate is a look: the plain justification, and a broken one is unavailable', async () => {
  w.play = () => ({ status: 201, body: { ...requestRow({ status: 'PendingApproval' }), id: null } });
  expect(await w.entra.validate(ANA, { ...wish, justification: 'INC-7' })).toEqual({ approvalNeeded: true });
  expect(w.calls[0]?.body).toMatchObject({ isValidationOnly: true, justification: 'INC-7' });
  w.play = () => ({ status: 201, body: requestRow() });
  expect(await w.entra.validate(ANA, bare)).toEqual({ approvalNeeded: false });
  expect(w.calls[1]?.body).not.toHaveProperty('justification');
  w.play = () => ({ status: 500 });
  expect((await refusal(w.entra.validate(ANA, wish))).code).toBe('unavailable');
});

test.each([
  ['a broken connection', (w: World) => (w.play = (_call, response) => void response.destroy())],
  ['503', (w: World) => (w.play = () => ({ status: 503 }))],
  ['201 with a body that says nothing', (w: World) => (w.play = () => ({ status: 201, body: {} }))],
  ['200 and a page of a proxy', (w: World) => (w.play = () => ({ body: '<html>' }))],
])('%s leaves an activation unclear, and it is not sent again', async (_name, play) => {
  play(w);
  expect((await refusal(w.entra.activate(ANA, NAME, wish))).code).toBe('unclear');
  expect(w.calls).toHaveLength(1);
});

test('a token that ended is asked for once more; the one that must show more is forgotten', async () => {
  w.play = () => (w.calls.length === 1 ? { status: 401 } : { status: 201, body: requestRow() });
  await w.entra.activate({ ...ANA, background: true }, NAME, wish);
  expect(w.tokens).toEqual(['get', 'forget', 'get']);
  expect(w.calls.map(({ headers }) => headers['x-pim-background'])).toEqual(['1', '1']);
  const message = `&claims=${encodeURIComponent(CLAIMS)}`;
  const error = { code: 'RoleAssignmentRequestAcrsValidationFailed', message };
  w.play = () => ({ status: 400, body: { error } });
  const refused = await refusal(w.entra.activate(ANA, NAME, wish));
  expect(refused).toMatchObject({ code: 'stepUpNeeded', claims: CLAIMS });
  expect(w.tokens).toEqual(['get', 'forget', 'get', 'get', 'forget']);
  expect(w.calls).toHaveLength(3);
});

test('cancel asks for that; what is past it is said so, and a refusal stays one', async () => {
  w.play = () => ({ status: 204 });
  await w.entra.cancel(ANA, { id: `directory/${ID}` });
  expect(w.calls[0]).toMatchObject({ method: 'POST', path: `${AT}/${ID}/cancel` });
  w.play = () => ({ status: 400, body: { error: { code: 'Undocumented' } } });
  expect((await refusal(w.entra.cancel(ANA, { id: `directory/${ID}` }))).code).toBe('notCancellable');
  w.play = () => ({ status: 403, body: { error: { code: 'Authorization_RequestDenied' } } });
  expect((await refusal(w.entra.cancel(ANA, { id: `directory/${ID}` }))).code).toBe('notAllowed');
});

test('an id that would leave the path is refused before any call', async () => {
  for (const id of ['directory/..', 'directory/a/b', 'directory/', 'a?b'])
    expect((await refusal(w.entra.cancel(ANA, { id }))).code).toBe('refused');
  expect(w.calls).toHaveLength(0);
});
