/** How a language writes lengths of time. */
export interface Units {
  days(count: number): string;
  hours(count: number): string;
  minutes(count: number): string;
  seconds(count: number): string;
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const isoLength = /^P(?=\d|T\d)(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/** ISO 8601 length (days and smaller) in ms; `undefined` when it is none. */
export function millisecondsOf(iso: string): number | undefined {
  const found = isoLength.exec(iso);
  if (!found) return undefined;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = found.slice(1).map((digits) => Number(digits ?? 0));
  return days * day + hours * hour + minutes * minute + seconds * second;
}

/** ms as "1 h 30 min", rounded down; seconds only under a minute, days from two days on. */
export function spanOf(ms: number, units: Units): string {
  if (ms < minute) return units.seconds(Math.max(0, Math.floor(ms / second)));
  const [big, small] =
    ms < 2 * day
      ? [hours(Math.floor(ms / hour)), minutes(Math.floor((ms % hour) / minute))]
      : [units.days(Math.floor(ms / day)), hours(Math.floor((ms % day) / hour))];
  return [big, small].filter(Boolean).join(' ');

  function hours(count: number): string {
    return count ? units.hours(count) : '';
  }
  function minutes(count: number): string {
    return count ? units.minutes(count) : '';
  }
}

/** So soon after a start, the whole length is still told. */
const justBegun = 5 * second;

/** What is left, as `spanOf`; a minute of which under 5 s are gone counts as whole: "2 h", not "1 h 59 min". */
export function leftOf(ms: number, units: Units): string {
  const gone = (minute - (ms % minute)) % minute;
  return spanOf(ms >= minute && gone < justBegun ? ms + gone : ms, units);
}

/** An ISO 8601 length in words; what is none comes back as it is. */
export function lengthOf(iso: string, units: Units): string {
  const ms = millisecondsOf(iso);
  return ms === undefined ? iso : spanOf(ms, units);
}
