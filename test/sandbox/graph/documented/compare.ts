/** What a documented answer has that an answer lacks or has in another kind. Ids and words may differ, null fits all. */
export function differences(documented: unknown, answered: unknown, path: string): string[] {
  if (documented === null || answered === null) return [];
  if (Array.isArray(documented)) {
    if (!Array.isArray(answered)) return [`${path} is no list`];
    if (documented.length > 0 && answered.length === 0 && path.endsWith('.value'))
      return [`${path} is empty`];
    return documented.flatMap((each, index) => {
      const counterpart = counterpartOf(each, answered);
      return counterpart === undefined ? [] : differences(each, counterpart, `${path}[${index}]`);
    });
  }
  if (typeof documented !== typeof answered) return [`${path} is a ${typeof answered}`];
  if (typeof documented !== 'object') return [];
  const members = answered as Record<string, unknown>;
  return Object.entries(documented).flatMap(([name, value]) =>
    name in members ? differences(value, members[name], `${path}.${name}`) : [`${path}.${name} is missing`],
  );
}

/** The element of a list that is of the same kind; any, where elements say no kind. */
function counterpartOf(documented: unknown, answered: readonly unknown[]): unknown {
  const kindOf = (value: unknown) => (value as { '@odata.type'?: string } | null)?.['@odata.type'];
  return answered.find((each) => kindOf(each) === kindOf(documented)) ?? answered[0];
}
