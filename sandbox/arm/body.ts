import { invalidContent } from './errors.js';

/** The member of an object with that name, in any case; undefined when it is absent or null. */
export function member(of: unknown, name: string): unknown {
  if (typeof of !== 'object' || of === null || Array.isArray(of)) return undefined;
  const key = Object.keys(of).find((candidate) => candidate.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : ((of as Record<string, unknown>)[key] ?? undefined);
}

/** The same, when it must be a text if it is there. Throws an ArmError. */
export function textMember(of: unknown, name: string): string | undefined {
  const value = member(of, name);
  if (value === undefined || typeof value === 'string') return value;
  throw invalidContent(`Unexpected value for '${name}'`);
}

/** The member of a closed list that a text stands for, in any case. Throws an ArmError when there is none. */
export function oneOf<T extends string>(value: string, name: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice.toLowerCase() === value.toLowerCase());
  if (found === undefined) throw invalidContent(`Requested value '${value}' of '${name}' was not found`);
  return found;
}

/** A time in ms since epoch. Throws an ArmError for a text that is none. */
export function timeMember(of: unknown, name: string): number | undefined {
  const text = textMember(of, name);
  if (text === undefined) return undefined;
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw invalidContent(`Could not convert string to DateTime: ${text}`);
  return time;
}
