import { isJson } from '../json.js';

/** What is wrong with a part of what an app sent: where (a JSON pointer), and Slack's words for it. */
export interface Fault {
  at: string;
  words: string;
}

/** Looks at one value and says all that is wrong with it. */
export type Check = (value: unknown, at: string) => Fault[];

const fault = (at: string, words: string): Fault[] => [{ at, words }];

export const text =
  (most: number, least = 1): Check =>
  (value, at) => {
    if (typeof value !== 'string') return fault(at, 'must provide a string');
    if (value.length < least) return fault(at, `must be more than ${least - 1} characters`);
    return value.length > most ? fault(at, `must be less than ${most + 1} characters`) : [];
  };

export const matching =
  (pattern: RegExp): Check =>
  (value, at) =>
    typeof value === 'string' && pattern.test(value) ? [] : fault(at, `must match the pattern ${pattern}`);

export const whole =
  (least: number, most: number): Check =>
  (value, at) =>
    Number.isInteger(value) && Number(value) >= least && Number(value) <= most
      ? []
      : fault(at, `must be an integer from ${least} to ${most}`);

/** One of a few values, such as `true` and `false`. */
export const oneOf =
  (...values: (string | boolean)[]): Check =>
  (value, at) =>
    values.includes(value as string) ? [] : fault(at, 'must be a valid enum value');

export const list =
  (of: Check, most: number, least = 1): Check =>
  (value, at) => {
    if (!Array.isArray(value)) return fault(at, 'must provide an array');
    if (value.length < least) return fault(at, `no fewer than ${least} items allowed`);
    if (value.length > most) return fault(at, `no more than ${most} items allowed`);
    return value.flatMap((item, index) => of(item, `${at}/${index}`));
  };

/** An object that has all of the first, may have any of the second, and has nothing else. */
export const shape =
  (required: Record<string, Check>, optional: Record<string, Check> = {}): Check =>
  (value, at) => {
    if (!isJson(value)) return fault(at, 'must provide an object');
    const lacking = Object.keys(required).filter((key) => value[key] === undefined);
    return [
      ...lacking.map((key) => ({ at, words: `missing required field: ${key}` })),
      ...Object.entries(value).flatMap(([key, child]) => {
        const check = required[key] ?? optional[key];
        if (!check) return fault(at, `invalid additional property: ${key}`);
        return child === undefined ? [] : check(child, `${at}/${key}`);
      }),
    ];
  };

/** An object whose `type` says what else it has. */
export const kinds =
  (table: Readonly<Record<string, Check>>): Check =>
  (value, at) => {
    if (!isJson(value)) return fault(at, 'must provide an object');
    const check = Object.hasOwn(table, String(value.type)) ? table[String(value.type)] : undefined;
    return check ? check(value, at) : fault(`${at}/type`, `unsupported type: ${String(value.type)}`);
  };
