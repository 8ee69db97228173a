import { read } from '../../emulator.js';
import { BERLIN, type Body, DIRECTORY, GROUPS, startWorld, type World } from './world.js';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.emulator.stop());

const MINE = "filterByCurrentUser(on='principal')";
const named = (rows: Body[], relation: string) =>
  rows.map((row) => (row[relation] as { displayName: string } | null)?.displayName).sort();

test('what a person may activate is under the realms of the directory and of groups', async () => {
  const roles = await world.rows(
    'ana',
    `${DIRECTORY}/roleEligibilityScheduleInstances/${MINE}?$expand=roleDefinition,principal,directoryScope`,
  );
  expect(named(roles, 'roleDefinition')).toEqual([
    'Application Administrator',
    'Helpdesk Administrator',
    'Security Reader',
    'User Administrator',
  ]);
  expect(named(roles, 'principal')[0]).toBe('Ana Ruiz');
  const berlin = roles.find((row) => row.directoryScopeId === BERLIN);
  expect(berlin?.directoryScope).toMatchObject({ displayName: 'Berlin' });
  expect(roles.find((row) => row.directoryScopeId === '/')?.directoryScope).toBeNull();
  const groups = await world.rows('ana', `${GROUPS}/eligibilityScheduleInstances/${MINE}?$expand=group`);
  expect(
    groups.map(({ accessId }, at) => `${accessId} ${named([groups[at] ?? {}], 'group')}`).sort(),
  ).toEqual(['member Break Glass Operators', 'member Incident Responders', 'owner Engineers']);
  world.emulator.graphSettings.expandedGroup = 'missing';
  const bare = await world.rows('ana', `${GROUPS}/eligibilityScheduleInstances/${MINE}?$expand=group`);
  expect(bare.map(({ group }) => group)).toEqual([null, null, null]);
});

test.each([
  ['an outsider', 'oli', `${DIRECTORY}/roleEligibilityScheduleInstances/${MINE}`],
  ['an outsider', 'oli', `${GROUPS}/eligibilityScheduleInstances/${MINE}`],
  ['a person whose realm is another', 'eva', `${DIRECTORY}/roleEligibilitySchedules/${MINE}`],
])('%s (%s) has nothing in %s', async (_name, who, path) => {
  expect(await world.rows(who, path)).toEqual([]);
});

test('rows of the function tell their type, rows of the list do not', async () => {
  const list = `${DIRECTORY}/roleEligibilityScheduleInstances`;
  const own = await world.get('ana', `${list}/${MINE}`);
  expect(own.body).toMatchObject({
    '@odata.context':
      'https://graph.microsoft.com/v1.0/$metadata#Collection(unifiedRoleEligibilityScheduleInstance)',
    value: [{ '@odata.type': '#microsoft.graph.unifiedRoleEligibilityScheduleInstance' }, {}, {}, {}],
  });
  const [row] = await world.rows('ada', `${list}?$top=1`);
  expect(Object.keys(row ?? {})).not.toContain('@odata.type');
});

test('the id of an instance is made of the ids of role and principal', async () => {
  const [row] = await world.rows(
    'ana',
    `${DIRECTORY}/roleEligibilityScheduleInstances/${MINE}?$filter=roleDefinitionId eq '${world.roleId('Security Reader')}'`,
  );
  const [, id = ''] = /^(.*)-1-e$/.exec(String(row?.id)) ?? [];
  const bytes = Buffer.from(id, 'base64url');
  expect(bytes.subarray(8, 16).toString('hex')).toBe(
    world.roleId('Security Reader').replaceAll('-', '').slice(16),
  );
  expect(bytes.subarray(24).toString('hex')).toBe(world.oid('ana').replaceAll('-', '').slice(16));
  const again = await world.get('ana', `${DIRECTORY}/roleEligibilityScheduleInstances/${row?.id}`);
  expect(again.body).toMatchObject({
    id: row?.id,
    roleEligibilityScheduleId: row?.roleEligibilityScheduleId,
  });
});

test('an activation is an assignment beside its eligibility, and leads to it', async () => {
  const request = await world.taken('ana', { role: 'Security Reader' });
  const at = `$filter=roleAssignmentScheduleId eq '${request.targetScheduleId}'&$expand=activatedUsing`;
  const [row] = await world.rows('ana', `${DIRECTORY}/roleAssignmentScheduleInstances/${MINE}?${at}`);
  expect(row).toMatchObject({ assignmentType: 'Activated', memberType: 'Direct' });
  expect(String(row?.id)).toBe(row?.roleAssignmentOriginId);
  const [used] = await world.rows(
    'ana',
    `${DIRECTORY}/roleEligibilityScheduleInstances/${MINE}?$filter=roleDefinitionId eq '${row?.roleDefinitionId}'`,
  );
  expect(row?.activatedUsing).toMatchObject({ id: used?.id });
  const own = await world.rows(
    'ana',
    `${DIRECTORY}/roleAssignmentScheduleRequests/${MINE}?$filter=id eq '${request.id}'&$expand=targetSchedule,activatedUsing`,
  );
  expect(own).toMatchObject([
    {
      targetSchedule: { id: request.targetScheduleId },
      activatedUsing: { id: used?.roleEligibilityScheduleId },
    },
  ]);
});

test('a group writes its words small, and its ids in three parts', async () => {
  const { targetScheduleId } = await world.taken('ana', { member: 'incident-responders' });
  const [row] = await world.rows('ana', `${GROUPS}/assignmentScheduleInstances/${MINE}`);
  expect(row).toMatchObject({
    assignmentType: 'activated',
    memberType: 'direct',
    accessId: 'member',
    groupId: world.oid('incident-responders'),
    assignmentScheduleId: targetScheduleId,
  });
  expect(String(row?.id).split('_')).toHaveLength(3);
  const schedule = await world.get('ana', `${GROUPS}/assignmentSchedules/${targetScheduleId}`);
  expect(schedule.body).toMatchObject({ id: targetScheduleId, status: 'Provisioned' });
});

test('an assignment that PIM did not make has no times and one id for all', async () => {
  const at = `$filter=principalId eq '${world.oid('ada')}'`;
  const [instance] = await world.rows('ada', `${DIRECTORY}/roleAssignmentScheduleInstances?${at}`);
  const [schedule] = await world.rows('ada', `${DIRECTORY}/roleAssignmentSchedules?${at}`);
  const id = instance?.id;
  expect(instance).toMatchObject({
    startDateTime: null,
    endDateTime: null,
    roleAssignmentScheduleId: id,
    roleAssignmentOriginId: id,
  });
  expect(schedule).toMatchObject({ id, createdUsing: null, createdDateTime: null });
});

const FORBIDDEN = '403 InsufficientPermissions';
const seen: [string, string, string, number | string][] = [
  ['an administrator sees all eligibilities', 'ada', `${DIRECTORY}/roleEligibilitySchedules`, 5],
  ['nobody else does', 'ana', `${DIRECTORY}/roleEligibilitySchedules`, FORBIDDEN],
  [
    'one sees what is of oneself',
    'ana',
    `${DIRECTORY}/roleEligibilitySchedules?$filter=principalId eq '{ana}'`,
    4,
  ],
  [
    'not what is of others',
    'ana',
    `${DIRECTORY}/roleEligibilitySchedules?$filter=principalId eq '{dev}'`,
    FORBIDDEN,
  ],
  ['a group is asked for by name', 'ada', `${GROUPS}/eligibilitySchedules`, '400 MissingParameters'],
  [
    'an administrator sees who is in a group',
    'ada',
    `${GROUPS}/eligibilitySchedules?$filter=groupId eq '{engineers}'`,
    1,
  ],
  [
    'one sees what is of oneself in groups',
    'ana',
    `${GROUPS}/eligibilitySchedules?$filter=principalId eq '{ana}'`,
    3,
  ],
  [
    'not who is in a group',
    'ana',
    `${GROUPS}/eligibilitySchedules?$filter=groupId eq '{engineers}'`,
    FORBIDDEN,
  ],
  [
    'requests for groups are asked for so too',
    'ana',
    `${GROUPS}/assignmentScheduleRequests`,
    '400 MissingParameters',
  ],
  [
    'directory roles know no list of what one created',
    'ana',
    `${DIRECTORY}/roleAssignmentScheduleRequests/filterByCurrentUser(on='createdBy')`,
    '400 Request_BadRequest',
  ],
  ['groups do', 'ana', `${GROUPS}/assignmentScheduleRequests/filterByCurrentUser(on='createdBy')`, 0],
  [
    'schedules know principals alone',
    'ana',
    `${GROUPS}/assignmentSchedules/filterByCurrentUser(on='approver')`,
    '400 Request_BadRequest',
  ],
];

test.each(seen)('%s (%s, %s)', async (_name, who, path, expected) => {
  const answer = await world.get(
    who,
    path.replace(/\{(\w+)\}/, (_, id: string) => world.oid(id)),
  );
  const found =
    answer.status === 200 ? (answer.body as { value: unknown[] }).value.length : read.code(answer);
  expect(found).toBe(expected);
});

test('who activates ownership sees the group; who activates membership has the role that the group has', async () => {
  const eligible = `${GROUPS}/eligibilitySchedules?$filter=groupId eq '${world.oid('engineers')}'`;
  expect(read.code(await world.get('ana', eligible))).toBe(FORBIDDEN);
  await world.taken('ana', { owner: 'engineers' });
  expect(await world.rows('ana', eligible)).toHaveLength(1);
  expect(read.code(await world.get('ana', `${DIRECTORY}/roleEligibilitySchedules`))).toBe(FORBIDDEN);
  // The group holds Security Administrator.
  await world.taken('ana', { member: 'incident-responders' });
  expect(await world.rows('ana', `${DIRECTORY}/roleEligibilitySchedules`)).toHaveLength(5);
});

test('what is of others is not given by its id either', async () => {
  const [row] = await world.rows(
    'ada',
    `${DIRECTORY}/roleEligibilitySchedules?$filter=principalId eq '${world.oid('dev')}'`,
  );
  const path = `${DIRECTORY}/roleEligibilitySchedules/${row?.id}`;
  expect((await world.get('dev', path)).status).toBe(200);
  expect(read.code(await world.get('ana', path))).toBe(FORBIDDEN);
  expect((await world.get('ana', `${DIRECTORY}/roleEligibilitySchedules/nobody`)).status).toBe(404);
});

test('lists are late by the lag, and pages are as long as one is told', async () => {
  world.emulator.graphSettings.propagationLagMs = 60_000;
  await world.taken('ana', { role: 'Security Reader' });
  const active = () => world.rows('ana', `${DIRECTORY}/roleAssignmentScheduleInstances/${MINE}`);
  expect(await active()).toEqual([]);
  world.passes('PT1M');
  expect(await active()).toHaveLength(1);
  world.emulator.graphSettings.pageSize = 3;
  const page = (await world.get('ana', `${DIRECTORY}/roleEligibilitySchedules/${MINE}`)).body as {
    value: unknown[];
    '@odata.nextLink': string;
  };
  expect(page.value).toHaveLength(3);
  const next = new URL(page['@odata.nextLink']);
  expect(next.origin).toBe('https://graph.microsoft.com');
  expect(await world.rows('ana', next.pathname + next.search)).toHaveLength(1);
});
