/** What stands at the `{}` parts of a path's pattern, in order; nothing when the path is another. Words compare in any case. */
export function namesIn(pattern: string, segments: readonly string[]): string[] | undefined {
  const parts = pattern.split('/');
  if (parts.length !== segments.length) return undefined;
  const names: string[] = [];
  for (const [index, part] of parts.entries()) {
    const segment = segments[index] ?? '';
    if (part.startsWith('{')) names.push(segment);
    else if (part.toLowerCase() !== segment.toLowerCase()) return undefined;
  }
  return names;
}
