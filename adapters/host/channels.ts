/**
 * The channel that is told of requests at a place, by the deployment's setting: the nearest name that has one wins, and an
 * id stands for everything below it. `place`: the scope's id first, then its name and those of what contains it.
 */
export function channelsBy(given: Record<string, string> = {}): (place: string[]) => string | undefined {
  const rules = Object.entries(given).map(([name, channel]) => ({ name: name.toLowerCase(), channel }));
  return ([id = '', ...names]) => {
    const path = id.toLowerCase();
    const byId = rules.find(
      ({ name }) => name.startsWith('/') && (path === name || path.startsWith(`${name}/`)),
    );
    if (byId) return byId.channel;
    for (const name of names) {
      const rule = rules.find((r) => r.name === name.toLowerCase());
      if (rule) return rule.channel;
    }
    return undefined;
  };
}
