import { type DestinationStream, pino } from 'pino';
import type { Log, LogFields } from '../../bot/ports.js';
import { scrub } from './scrub.js';

/** The fields that may be logged, and what each may hold. Anything else a caller passes is dropped. */
const FIELDS: Record<keyof LogFields, 'string' | 'number'> = {
  tenant: 'string',
  oid: 'string',
  turn: 'string',
  operation: 'string',
  card: 'string',
  code: 'string',
  status: 'number',
  call: 'string',
  ms: 'number',
  entry: 'string',
  count: 'number',
  hash: 'string',
};

const LONGEST_FIELD = 200;
const MOST_FRAMES = 12;
const MOST_CAUSES = 4;

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

/**
 * One JSON line per event, from `logLevel` on; the sandbox, whose console is for people, tells of errors alone unless
 * asked. Texts of errors are left out: they may quote a person, or a service that
 * quotes a token.
 */
export function createLog({
  config,
  out = process.stdout,
}: {
  config: { mode: 'sandbox' | 'serve'; logLevel?: LogLevel };
  out?: DestinationStream;
}): Log {
  const clean: DestinationStream = { write: (line) => out.write(scrub(line)) };
  const level = config.logLevel ?? (config.mode === 'sandbox' ? 'error' : 'info');
  const options = {
    level,
    base: null,
    messageKey: 'event',
    formatters: { level: (label: string) => ({ level: label }) },
  };
  const logger = pino(options, clean);
  return {
    info: (event, fields) => logger.info(allowed(fields), event),
    warn: (event, fields) => logger.warn(allowed(fields), event),
    error: (event, fields) => logger.error({ ...allowed(fields), ...facts(fields?.error) }, event),
  };
}

function allowed(fields: LogFields = {}): LogFields {
  const kept = Object.entries(FIELDS).flatMap(([name, type]): [string, unknown][] => {
    const value: unknown = fields[name as keyof LogFields];
    if (typeof value !== type) return [];
    return [[name, typeof value === 'string' ? value.slice(0, LONGEST_FIELD) : value]];
  });
  return Object.fromEntries(kept);
}

function facts(error: unknown): { error?: object } {
  if (error === undefined) return {};
  if (!(error instanceof Error)) return { error: { name: typeof error } };
  return { error: { ...nameAndCode(error), at: framesOf(error), causes: causesOf(error) } };
}

function nameAndCode(error: Error): { name: string; code?: string } {
  const code =
    'code' in error && typeof error.code === 'string' ? error.code.slice(0, LONGEST_FIELD) : undefined;
  return { name: error.name.slice(0, LONGEST_FIELD), ...(code === undefined ? {} : { code }) };
}

/** The places alone: the lines before them repeat the text. */
const framesOf = (error: Error): string[] =>
  (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at .*:\d+(?::\d+)?\)?$/.test(line))
    .slice(0, MOST_FRAMES)
    .map((line) => line.trim().slice(0, LONGEST_FIELD));

function causesOf(error: Error): object[] {
  const causes: object[] = [];
  for (let at: unknown = error.cause; at instanceof Error && causes.length < MOST_CAUSES; at = at.cause) {
    causes.push(nameAndCode(at));
  }
  return causes;
}
