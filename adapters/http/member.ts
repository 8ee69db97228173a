/** The member of a JSON object with that name (in lower case), in whatever casing the service writes it. */
export function member(of: unknown, name: string): unknown {
  if (typeof of !== 'object' || of === null || Array.isArray(of)) return undefined;
  return Object.entries(of).find(([key]) => key.toLowerCase() === name)?.[1];
}
