import { parseArgs } from 'node:util';
import type { Span } from './export.js';

export const USAGE = `npm run -s audit -- verify [--anchor FILE]… [--tenant ID]
npm run -s audit -- export --format jsonl|csv [--from TIME] [--to TIME] [--out FILE] [--tenant ID]

TIME is 2026-11-21 (0:00 UTC) or 2026-11-21T19:00:00Z; --from is in, --to is out.
PIM_REDIS_URL says where the trail lies. Exit status: 0 as it was written, 1 damage, 2 cannot tell.`;

/** Thrown when what was typed cannot be done; the message says why. */
export class UsageError extends Error {}

export type Asked =
  | { do: 'verify'; tenant?: string; anchors: string[] }
  | { do: 'export'; tenant?: string; format: 'jsonl' | 'csv'; span: Span; file?: string };

/** Throws UsageError. */
export function readWords(words: string[]): Asked {
  const [verb, ...rest] = words;
  if (verb === 'verify') {
    const { tenant, anchor } = optionsIn(rest, { tenant: 'one', anchor: 'many' });
    return { do: 'verify', ...only({ tenant: tenant?.[0] }), anchors: anchor ?? [] };
  }
  if (verb !== 'export') throw new UsageError(`${verb ? `"${verb}"` : 'Nothing'} is not verify or export.`);
  const { tenant, format, from, to, out } = optionsIn(rest, {
    tenant: 'one',
    format: 'one',
    from: 'one',
    to: 'one',
    out: 'one',
  });
  const form = format?.[0];
  if (form !== 'jsonl' && form !== 'csv') throw new UsageError('--format is jsonl or csv.');
  const span = only({ from: timeIn('--from', from?.[0]), to: timeIn('--to', to?.[0]) });
  return { do: 'export', format: form, span, ...only({ tenant: tenant?.[0], file: out?.[0] }) };
}

function optionsIn<N extends string>(
  words: string[],
  known: Record<N, 'one' | 'many'>,
): { [K in N]?: string[] } {
  const names = Object.keys(known) as N[];
  const options = Object.fromEntries(
    names.map((name) => [name, { type: 'string', multiple: true } as const]),
  );
  try {
    const { values } = parseArgs({ args: words, options, allowPositionals: false });
    for (const name of names)
      if (known[name] === 'one' && (values[name]?.length ?? 0) > 1)
        throw new Error(`--${name} is there twice.`);
    return values as { [K in N]?: string[] };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** A time without a zone would mean another moment on each machine. */
const TIME = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d))?$/;

function timeIn(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const ms = TIME.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(ms)) throw new UsageError(`${option} ${text} is not a time with its zone, or a day.`);
  return ms;
}

const only = <T extends object>(members: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
