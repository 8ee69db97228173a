import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { armOperations } from '../../sandbox/arm/operations.js';
import { armCoverage } from '../../sandbox/coverage/arm.js';
import { graphCoverage } from '../../sandbox/coverage/graph.js';
import { loginCoverage } from '../../sandbox/coverage/login.js';
import { type CoverageRow, coverageTable } from '../../sandbox/coverage/row.js';
import { graphOperations } from '../../sandbox/graph/operations.js';

const answered = (rows: readonly CoverageRow[]) =>
  rows
    .filter(([, , , state]) => state !== 'absent')
    .map(([operation, method, path]) => `${operation} ${method} ${path}`)
    .sort();

interface Operation {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  /** The one version that has it. */
  readonly only?: string;
}
const routed = (operations: readonly Operation[]) =>
  operations
    .map(({ operation, method, path, only }) => `${operation} ${method} ${only ? `${only}/` : ''}${path}`)
    .sort();

test('Azure Resource Manager answers what the coverage says, and nothing else', () => {
  expect(routed(armOperations)).toEqual(answered(armCoverage));
});

test('Microsoft Graph answers what the coverage says, in the versions it says, and nothing else', () => {
  expect(routed(graphOperations)).toEqual(answered(graphCoverage));
});

test.each([
  ['Azure Resource Manager', armCoverage],
  ['Microsoft Graph', graphCoverage],
  ['sign-in', loginCoverage],
])('%s: no operation is listed twice, and what is partial says why', (_service, rows) => {
  const names = rows.map(([operation, method, path]) => `${operation} ${method} ${path}`);
  expect(names).toEqual([...new Set(names)]);
  expect(rows.filter(([, , , state, missing]) => state === 'partial' && !missing)).toEqual([]);
});

test('docs/coverage.md holds the same tables', () => {
  const page = readFileSync(join(__dirname, '../../docs/coverage.md'), 'utf8');
  for (const rows of [armCoverage, graphCoverage, loginCoverage]) expect(page).toContain(coverageTable(rows));
});
