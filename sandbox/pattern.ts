const BRACES = /\{[^{}]*\}/;

/**
 * What stands at the `{}` parts of a path's pattern, in order; nothing when the path is another. A brace may be a part of
 * its segment: `filterByCurrentUser(on='{on}')`. Words compare in any case.
 */
export function namesIn(pattern: string, segments: readonly string[]): string[] | undefined {
  const parts = pattern.split('/');
  if (parts.length !== segments.length) return undefined;
  const names: string[] = [];
  for (const [index, part] of parts.entries()) {
    const segment = segments[index] ?? '';
    const [before = '', after] = part.split(BRACES).map((word) => word.toLowerCase());
    if (after === undefined) {
      if (before !== segment.toLowerCase()) return undefined;
      continue;
    }
    const end = segment.length - after.length;
    const fits = segment.toLowerCase().startsWith(before) && segment.toLowerCase().endsWith(after);
    if (!fits || end <= before.length) return undefined;
    names.push(segment.slice(before.length, end));
  }
  return names;
}
