import type { Extension } from '../../../../bot/pim/requests.js';
import type { Scope } from '../../../../bot/pim/roles.js';
import type { Extending } from '../../../../bot/ports.js';
import { refusal } from '../../../contracts/realm-world.js';
import { ID, ROLE, requestRow, UNIT } from './rows.js';
import { ANA, NOW, type World, world } from './world.js';

let w: World;
let extending: Extending;
beforeEach(async () => {
  w = await world();
  extending = w.entra.extending as Extending;
});
afterEach(() => w.close());

const NAME = `7K2QZD4M.${ANA.oid}`;
const AT = '/v1.0/roleManagement/directory';
const DAY = 24 * 3_600_000;
const scope: Scope = { id: '/', kind: 'directory', name: 'Directory', within: [] };
const role = { id: ROLE, name: 'Attribute Definition Administrator' };
const wish: Extension = {
  held: 'assignment',
  role,
  scope,
  renew: false,
  until: NOW + 30 * DAY,
  justification: 'INC-7',
};
const waits = {
  status: 'PendingAdminDecision',
  action: 'selfExtend',
  justification: 'INC-7 (pim-bot 7K2QZD4M)',
};

test.each([
  ['selfExtend', 'roleAssignmentScheduleRequests', wish],
  ['selfRenew', 'roleAssignmentScheduleRequests', { ...wish, renew: true }],
  ['selfExtend', 'roleEligibilityScheduleRequests', { ...wish, held: 'eligibility' }],
] as const)('%s is asked of %s, with the end and the mark', async (action, list, asked) => {
  w.play = () => ({ status: 201, body: requestRow({ ...waits, action }) });
  expect(await extending.extend(ANA, NAME, asked)).toMatchObject({
    id: `directory/${ID}`,
    name: NAME,
    state: 'waiting',
    action: 'other',
    justification: 'INC-7',
    role,
    scope,
  });
  expect(w.calls).toMatchObject([{ method: 'POST', path: `${AT}/${list}` }]);
  expect(w.calls[0]?.body).toEqual({
    action,
    principalId: ANA.oid,
    roleDefinitionId: ROLE,
    directoryScopeId: '/',
    justification: 'INC-7 (pim-bot 7K2QZD4M)',
    scheduleInfo: { expiration: { type: 'afterDateTime', endDateTime: '2026-09-09T12:00:00.000Z' } },
  });
});

test('no answer leaves it unclear, an earlier wish is told, and nothing is sent twice', async () => {
  w.play = () => ({ status: 503 });
  expect((await refusal(extending.extend(ANA, NAME, wish))).code).toBe('unclear');
  w.play = () => ({ status: 201, body: {} });
  expect((await refusal(extending.extend(ANA, NAME, wish))).code).toBe('unclear');
  w.play = () => ({ status: 400, body: { error: { code: 'PendingRoleAssignmentRequest' } } });
  expect((await refusal(extending.extend(ANA, NAME, wish))).code).toBe('alreadyPending');
  expect(w.calls).toHaveLength(3);
});

test('it is found again by its mark: the first wish at that place', async () => {
  const value = [
    requestRow({ ...waits, id: 'copied', createdDateTime: '2026-08-10T12:00:00Z' }),
    requestRow({ ...waits, id: 'first', createdDateTime: '2026-08-09T12:00:00Z' }),
    requestRow({
      ...waits,
      id: 'elsewhere',
      directoryScopeId: UNIT,
      createdDateTime: '2026-08-01T12:00:00Z',
    }),
    requestRow({
      ...waits,
      id: 'activation',
      action: 'selfActivate',
      createdDateTime: '2026-08-01T12:00:00Z',
    }),
  ];
  w.play = () => ({ body: { value } });
  expect(await extending.extension(ANA, NAME, wish)).toMatchObject({ id: 'directory/first', name: NAME });
  expect(await extending.extension(ANA, `ZZZZZZZZ.${ANA.oid}`, wish)).toBeUndefined();
  expect(w.calls[0]?.path).toContain(`${AT}/roleAssignmentScheduleRequests/filterByCurrentUser`);
});

const given = (more: Record<string, unknown>) =>
  requestRow({
    action: 'adminAssign',
    status: 'Provisioned',
    justification: null,
    createdBy: { user: { id: 'ada' } },
    createdDateTime: '2026-07-01T00:00:00Z',
    roleDefinition: { id: ROLE, displayName: role.name },
    scheduleInfo: {
      startDateTime: '2026-07-01T00:00:00Z',
      expiration: { type: 'afterDateTime', endDateTime: '2026-08-01T00:00:00Z', duration: null },
    },
    ...more,
  });
const extended = given({
  action: 'adminExtend',
  createdDateTime: '2026-07-20T00:00:00Z',
  scheduleInfo: { expiration: { type: 'afterDateTime', endDateTime: '2026-12-01T00:00:00Z' } },
});

test.each([
  ['what an administrator gave until a time that has passed', [given({})], 1],
  ['not what was extended since', [given({}), extended], 0],
  [
    'not what was taken away',
    [given({}), given({ action: 'adminRemove', status: 'Revoked', createdDateTime: '2026-07-20T00:00:00Z' })],
    0,
  ],
  ['not an activation', [given({ action: 'selfActivate' })], 0],
  ['not what has no end', [given({ scheduleInfo: { expiration: { type: 'noExpiration' } } })], 0],
])('ended: %s', async (_name, value, count) => {
  w.play = ({ path }) => ({ body: { value: path.includes('roleAssignment') ? value : [] } });
  const end = Date.parse('2026-08-01T00:00:00Z');
  const found = { realm: 'entra', held: 'assignment', role, scope, end };
  expect(await extending.ended(ANA)).toEqual(count === 1 ? [found] : []);
});

test('ended: eligibilities whose requests may not be read are left out, and any other trouble is told', async () => {
  w.play = ({ path }) =>
    path.includes('roleAssignment')
      ? { body: { value: [given({})] } }
      : { status: 403, body: { error: { code: 'Authorization_RequestDenied' } } };
  expect(await extending.ended(ANA)).toMatchObject([{ held: 'assignment' }]);
  w.play = () => ({ status: 403, body: { error: { code: 'Authorization_RequestDenied' } } });
  expect((await refusal(extending.ended(ANA))).code).toBe('notAllowed');
});

test('in a group people cannot ask for it', () => {
  expect(w.group.extending).toBeUndefined();
});
