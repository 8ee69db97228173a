import { textMember } from '../body.js';
import { badRequest } from '../errors.js';

/** A text that must be there. Throws a GraphError. */
export function requiredText(of: unknown, name: string): string {
  const value = textMember(of, name);
  if (value === undefined || value === '') throw badRequest(`The required property '${name}' is missing.`);
  return value;
}

/** A time in ms since epoch, undefined when it is absent. Throws a GraphError for a text that is none. */
export function timeMember(of: unknown, name: string): number | undefined {
  const text = textMember(of, name);
  const time = text === undefined ? undefined : Date.parse(text);
  if (!Number.isNaN(time)) return time;
  throw badRequest(`Cannot convert the literal '${text}' to the expected type 'Edm.DateTimeOffset'.`);
}
