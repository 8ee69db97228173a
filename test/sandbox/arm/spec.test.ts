import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEV, type Emulator, PAYMENTS, type Resource, read, startEmulator } from '../emulator.js';

/** Answers hold only properties that Microsoft's published specification has, with values out of its lists. */

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly enum?: readonly string[];
  readonly type?: string;
}

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
  await emulator.activate('ana', { role: 'Contributor', scope: DEV });
  await emulator.activate('ana', { role: 'Owner', scope: PAYMENTS });
});
afterAll(() => emulator.stop());

function schemaOf(file: string, definition: string): Schema {
  const text = readFileSync(join(__dirname, '../specs', `${file}.json`), 'utf8');
  const found = (JSON.parse(text) as { definitions: Record<string, Schema> }).definitions[definition];
  if (!found) throw new Error(`${file} has no ${definition}`);
  return found;
}

/** What a value has against a schema; nested schemas that live in other files are not followed. */
function complaints(value: unknown, schema: Schema, path: string): string[] {
  if (schema.enum && !schema.enum.includes(String(value))) return [`${path}: ${String(value)}`];
  if (schema.type === 'string' && typeof value !== 'string') return [`${path} is no text`];
  if (typeof value !== 'object' || value === null) return value === null ? [`${path} is null`] : [];
  const { properties } = schema;
  if (!properties) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    properties[name]
      ? complaints(inner, properties[name], `${path}.${name}`)
      : [`${path}.${name} is unknown`],
  );
}

const A = '/providers/Microsoft.Authorization';
const mine = '?$filter=asTarget()';
const lists: [string, string, string][] = [
  [`${A}/roleEligibilitySchedules${mine}`, 'RoleEligibilitySchedule', 'RoleEligibilitySchedule'],
  [
    `${A}/roleEligibilityScheduleInstances${mine}`,
    'RoleEligibilityScheduleInstance',
    'RoleEligibilityScheduleInstance',
  ],
  [`${A}/roleAssignmentSchedules${mine}`, 'RoleAssignmentSchedule', 'RoleAssignmentSchedule'],
  [
    `${A}/roleAssignmentScheduleInstances${mine}`,
    'RoleAssignmentScheduleInstance',
    'RoleAssignmentScheduleInstance',
  ],
  [
    `${A}/roleAssignmentScheduleRequests${mine}`,
    'RoleAssignmentScheduleRequest',
    'RoleAssignmentScheduleRequest',
  ],
  [`${PAYMENTS}${A}/roleManagementPolicies`, 'RoleManagementPolicy', 'RoleManagementPolicy'],
  [
    `${PAYMENTS}${A}/roleManagementPolicyAssignments`,
    'RoleManagementPolicyAssignment',
    'RoleManagementPolicyAssignment',
  ],
];

test.each(lists)('%s', async (path, file, definition) => {
  const rows = read.rows(await emulator.arm('ana', 'GET', path));
  expect(rows.length).toBeGreaterThan(0);
  const envelope = schemaOf(file, definition);
  const properties = schemaOf(file, `${definition}Properties`);
  for (const row of rows) {
    expect(Object.keys(row).filter((name) => !envelope.properties?.[name])).toEqual([]);
    expect(complaints(row.properties, properties, definition)).toEqual([]);
    expect(row.id.toLowerCase().endsWith(`/${row.type.split('/')[1]}/${row.name}`.toLowerCase())).toBe(true);
  }
});

test('child resources', async () => {
  const answer = await emulator.arm('ana', 'GET', `${DEV}${A}/eligibleChildResources`);
  const schema = schemaOf('EligibleChildResources', 'EligibleChildResource');
  const rows: readonly Resource[] = read.rows(answer);
  expect(rows.flatMap((row) => complaints(row, schema, 'child'))).toEqual([]);
});

test('the checker itself complains', () => {
  const schema = schemaOf('RoleAssignmentScheduleRequest', 'RoleAssignmentScheduleRequestProperties');
  expect(complaints({ requestType: 'SelfHelp', colour: 'red', justification: null }, schema, 'it')).toEqual([
    'it.requestType: SelfHelp',
    'it.colour is unknown',
    'it.justification is no text',
  ]);
});
