/**
 * How long a service asks to wait, in ms: `Retry-After` is seconds or an HTTP date, and may be 0.
 * https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export function retryAfterOf(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  const text = header.trim();
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const date = /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
