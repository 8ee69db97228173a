const ISO = /^P(?=\d|T\d)(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?)?$/i;
const UNITS = [604_800_000, 86_400_000, 3_600_000, 60_000, 1_000];

/** ms of an ISO 8601 duration of weeks, days, hours, minutes and seconds, which is what PIM uses. */
export function millisecondsOf(duration: string): number | undefined {
  const found = ISO.exec(duration);
  if (!found) return undefined;
  return UNITS.reduce((sum, unit, index) => sum + unit * Number(found[index + 1] ?? 0), 0);
}
