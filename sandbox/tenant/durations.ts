const DURATION =
  /^P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/i;
const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const UNITS = [365 * DAY, 30 * DAY, 7 * DAY, DAY, 60 * MINUTE, MINUTE, 1000];

/** Milliseconds of an ISO 8601 duration of whole numbers; undefined when the text is none. A month is 30 days. */
export function durationMs(text: string): number | undefined {
  const parts = DURATION.exec(text);
  if (!parts) return undefined;
  return UNITS.reduce((sum, unit, index) => sum + Number(parts[index + 1] ?? 0) * unit, 0);
}
