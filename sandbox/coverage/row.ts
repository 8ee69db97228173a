/** Every operation of the services that the sandbox stands for, and how far it answers. */

/**
 * Operation, method, path (below Microsoft.Authorization, below Graph's version, or below the tenant), state, and what is
 * missing. A path of Graph that begins with a version is in that version alone.
 */
export type CoverageRow = readonly [
  operation: string,
  method: string,
  path: string,
  state: 'supported' | 'partial' | 'absent',
  missing?: string,
];

/** The tables of `docs/coverage.md`. */
export function coverageTable(rows: readonly CoverageRow[]): string {
  const lines = rows.map(([operation, method, path, state, missing]) =>
    `| ${[`${method} ${path}`, operation, state, missing ?? ''].join(' | ')} |`.replace(/ {2,}/g, ' '),
  );
  return ['| Call | Operation | State | Missing |', '|---|---|---|---|', ...lines].join('\n');
}
