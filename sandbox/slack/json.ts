/** Anything that stands in braces. */
export type Json = Record<string, unknown>;

export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The objects in a list; none when it is no list. */
export const objectsIn = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isJson) : []);

export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
