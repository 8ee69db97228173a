import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { armOperations } from '../../sandbox/arm/operations.js';
import { armCoverage, type CoverageRow, coverageTable, graphCoverage } from '../../sandbox/coverage.js';
import { graphOperations } from '../../sandbox/graph/operations.js';

const answered = (rows: readonly CoverageRow[]) =>
  rows
    .filter(([, , , state]) => state !== 'absent')
    .map(([operation, method, path]) => `${operation} ${method} ${path}`)
    .sort();

const routed = (operations: readonly { operation: string; method: string; path: string }[]) =>
  operations.map(({ operation, method, path }) => `${operation} ${method} ${path}`).sort();

test('Azure Resource Manager answers what the coverage says, and nothing else', () => {
  expect(routed(armOperations)).toEqual(answered(armCoverage));
});

test('Microsoft Graph answers what the coverage says, and nothing else', () => {
  expect(routed(graphOperations)).toEqual(answered(graphCoverage));
});

test('docs/coverage.md holds the same tables', () => {
  const page = readFileSync(join(__dirname, '../../docs/coverage.md'), 'utf8');
  expect(page).toContain(coverageTable(armCoverage));
  expect(page).toContain(coverageTable(graphCoverage));
});
