import { badRequest, type GraphError } from './errors.js';

/** Readers of what clients send. Names and the values of closed lists come in any case; each throws a GraphError. */

/** The member of an object with that name: undefined when it is absent. */
export function member(of: unknown, name: string): unknown {
  if (typeof of !== 'object' || of === null || Array.isArray(of)) return undefined;
  const wanted = name.toLowerCase();
  return Object.entries(of).find(([key]) => key.toLowerCase() === wanted)?.[1];
}

/** A member that is a text if it is there; null counts as absent here and below. */
export function textMember(of: unknown, name: string): string | undefined {
  const value = member(of, name) ?? undefined;
  if (value === undefined || typeof value === 'string') return value;
  throw invalidValue(name);
}

export function flagMember(of: unknown, name: string): boolean | undefined {
  const value = member(of, name) ?? undefined;
  if (value === undefined || typeof value === 'boolean') return value;
  throw invalidValue(name);
}

export function listMember(of: unknown, name: string): readonly unknown[] | undefined {
  const value = member(of, name) ?? undefined;
  if (value === undefined || Array.isArray(value)) return value;
  throw invalidValue(name);
}

/** The one of these that a value stands for. */
export function oneOf<T extends string>(value: unknown, name: string, choices: readonly T[]): T {
  const text = typeof value === 'string' ? value.toLowerCase() : undefined;
  const found = choices.find((choice) => choice.toLowerCase() === text);
  if (found === undefined) throw invalidValue(name);
  return found;
}

/** 400 for a property with a value that it cannot have. */
export function invalidValue(name: string): GraphError {
  return badRequest(`Invalid value specified for property '${name}' of the resource.`);
}
