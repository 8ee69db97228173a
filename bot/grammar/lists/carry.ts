import type { ListedRole, Named } from '../intents.js';

/**
 * Gives each part what it left out: "Contributor on rg-x and rg-y" its role, "Contributor and Reader on rg-x" its place,
 * the next one's, or where none follows, the one's before. `bare`: what a name without a preposition is, behind a place.
 */
export function carried(parts: readonly Named[], bare: 'role' | 'scope'): ListedRole[] {
  const items: Named[] = [];
  for (const { role, scope } of parts) {
    const placed = items.some((item) => item.scope !== undefined);
    if (role !== undefined && scope === undefined && placed && bare === 'scope') items.push({ scope: role });
    // "Contributor, rg-x": one role and its place.
    else if (role === undefined && !placed && items.length > 0)
      items.push({ ...items.pop(), ...given({ scope }) });
    else items.push(given({ role, scope }));
  }
  return items.map(({ role, scope }, at): ListedRole => {
    const before = items.slice(0, at);
    if (role === undefined)
      return given({ role: before.findLast((item) => item.role !== undefined)?.role, scope });
    if (scope !== undefined) return { role, scope };
    const next = items.slice(at + 1).find((item) => item.scope !== undefined);
    const other = (next ?? before.findLast((item) => item.scope !== undefined))?.scope;
    return other === undefined ? { role } : { role, scope: other, carried: true };
  });
}

const given = ({ role, scope }: { role?: string | undefined; scope?: string | undefined }): Named => ({
  ...(role === undefined ? {} : { role }),
  ...(scope === undefined ? {} : { scope }),
});
