import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import type { AuditTrail } from '../../../bot/state.js';
import { canonical } from './chain.js';
import { type Sealed, sealedLines, timeOf, toIso } from './lines.js';

/** Times are ms since epoch by the store's clock; `from` is in, `to` is out. */
export interface Span {
  from?: number;
  to?: number;
}

/** Facts that have a column of their own; whatever else an entry says stands in the last one, as JSON. */
const FACTS = [
  'onBehalfOf',
  'principal',
  'realm',
  'role',
  'roleId',
  'scope',
  'scopeKind',
  'eligibility',
  'start',
  'duration',
  'justification',
  'reason',
  'ticket',
  'ticketSystem',
  'approvalNeeded',
  'name',
  'reference',
  'submit',
  'attempt',
  'request',
  'approval',
  'outcome',
  'tries',
  'rules',
  'code',
  'call',
  'version',
];
const COLUMNS = [
  'tenant',
  'count',
  'id',
  'time',
  'at',
  'kind',
  'verb',
  'actor',
  'operation',
  ...FACTS,
  'other',
  'hash',
];

/** Writes a tenant's trail, page by page, line by line. */
export async function exportTrail(of: {
  state: Pick<AuditTrail, 'audit' | 'seals'>;
  tenant: string;
  span: Span;
  format: 'jsonl' | 'csv';
  /** CSV of a second tenant has no second head. */
  head: boolean;
  out: Writable;
}): Promise<void> {
  const rows = within(of.span, sealedLines(of.state, of.tenant, before(of.span.from)));
  if (of.format === 'jsonl') return pipeline(jsonLines(of.tenant, rows), of.out, { end: false });
  // Every field in quotes: a program that splits at another sign than the comma finds no formula behind it either.
  const csv = stringify({
    columns: COLUMNS,
    header: of.head,
    quoted: true,
    quoted_empty: true,
    escape_formulas: true,
    record_delimiter: 'windows',
  });
  return pipeline(csvRows(of.tenant, rows), csv, of.out, { end: false });
}

/** The last id that a line before that time can have. */
const before = (from?: number): string | undefined =>
  from === undefined || from <= 0 ? undefined : `${Math.ceil(from) - 1}-18446744073709551615`;

async function* within({ to = Infinity }: Span, rows: AsyncIterable<Sealed>): AsyncGenerator<Sealed> {
  for await (const row of rows) {
    if (timeOf(row.id) >= to) return;
    if (row.line) yield row;
  }
}

/** `canonical({count, entry, id, tenant})` of a line is what its hash was made of, with the hash of the line before. */
async function* jsonLines(tenant: string, rows: AsyncIterable<Sealed>): AsyncGenerator<string> {
  for await (const { id, line, seal } of rows) {
    const { count, hash } = seal ?? {};
    yield `${canonical({ tenant, count, id, time: toIso(timeOf(id)), entry: line?.entry ?? null, hash })}\n`;
  }
}

async function* csvRows(tenant: string, rows: AsyncIterable<Sealed>): AsyncGenerator<Record<string, string>> {
  for await (const { id, line, seal } of rows) {
    const { facts = {}, at, kind, verb, actor, operation, ...more } = line?.entry ?? {};
    const other = Object.entries({ ...facts, ...more }).filter(([name]) => !FACTS.includes(name));
    yield texts({
      ...Object.fromEntries(FACTS.map((name) => [name, facts[name]])),
      ...{
        tenant,
        id,
        at,
        kind,
        verb,
        actor,
        operation,
        count: seal?.count,
        hash: seal?.hash,
        time: toIso(timeOf(id)),
      },
      other: canonical(Object.fromEntries(other)),
    });
  }
}

/** As text, so that no number looks like the beginning of a formula to one program and like a number to another. */
const texts = (row: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, value === undefined ? '' : String(value)]),
  );
