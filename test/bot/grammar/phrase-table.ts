import type { CommandName, Intent, Misunderstanding, Named, Span } from '../../../bot/grammar/intents.js';

/** Wednesday, 4 November 2026, 15:30 in Berlin. */
export const afternoon = { now: Date.parse('2026-11-04T14:30:00Z'), zone: 'Europe/Berlin' };

/** Rows "what is written => kind | field value | field value", one a line. */
export function rowsOf(table: string): [string, Intent][] {
  return table
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const at = line.lastIndexOf(' => ');
      return [line.slice(0, at), toIntent(line.slice(at + 4))];
    });
}

function toIntent(row: string): Intent {
  const [kind = '', ...pairs] = row.split(' | ');
  const fields = new Map(
    pairs.map((pair) => [pair.slice(0, pair.indexOf(' ')), pair.slice(pair.indexOf(' ') + 1)]),
  );
  const has = <Key extends string>(key: Key): { [key in Key]?: string } => {
    const value = fields.get(key);
    return (value === undefined ? {} : { [key]: value }) as { [key in Key]?: string };
  };
  const named: Named = { ...has('role'), ...has('scope') };
  switch (kind) {
    case 'activate':
      return {
        kind,
        ...named,
        ...span(fields),
        ...start(fields),
        ...reason(fields),
        ...ticket(fields),
        ...(fields.has('bare') ? { bare: true } : {}),
      };
    case 'extend':
      return { kind, ...named, ...span(fields), ...reason(fields) };
    case 'release':
    case 'cancel':
    case 'status':
      return { kind, ...named };
    case 'roles':
      return { kind, ...has('query') };
    case 'requests':
    case 'approvals':
    case 'mute':
    case 'unmute':
    case 'help':
      return { kind };
    case 'misunderstood':
      return {
        kind,
        ...(has('why') as { why: Misunderstanding }),
        ...(has('nearest') as { nearest: CommandName }),
      };
    default:
      throw new Error(`no such kind: ${kind}`);
  }
}

type Fields = ReadonlyMap<string, string>;

function span(fields: Fields): { span?: Span } {
  const [duration, until] = [fields.get('for'), fields.get('until')];
  if (duration !== undefined) return { span: { kind: 'for', duration } };
  return until === undefined ? {} : { span: { kind: 'until', at: Date.parse(until) } };
}

function start(fields: Fields): { start?: number } {
  const at = fields.get('start');
  return at === undefined ? {} : { start: Date.parse(at) };
}

function reason(fields: Fields): { justification?: string } {
  const justification = fields.get('because');
  return justification === undefined ? {} : { justification };
}

function ticket(fields: Fields): { ticket?: { number: string; system?: string } } {
  const [number, system] = [fields.get('ticket'), fields.get('system')];
  return number === undefined ? {} : { ticket: system === undefined ? { number } : { number, system } };
}
