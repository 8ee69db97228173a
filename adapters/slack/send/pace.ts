import { type Clock, MessengerError } from '../../../bot/ports.js';

/** Slack takes about one post a second in a channel, and a few at once now and then. https://docs.slack.dev/apis/web-api/rate-limits */
const AT_ONCE = 4;
const WITHIN_MS = 4_000;
const MOST_LINES = 1_000;
/** Who would wait longer comes again: a card that is being sent for long is taken for lost. ms. */
const LONGEST_WAIT = 5_000;

interface Line {
  last: Promise<void>;
  /** When the latest posts went out, by real time. */
  sent: number[];
  /** How many still wait for their turn. */
  waiting: number;
}

/** Lets posts of one channel go out in order, not faster than Slack takes them. Throws MessengerError `throttled`. */
export function pacing({ sleep }: Pick<Clock, 'sleep'>, now: () => number = Date.now) {
  const lines = new Map<string, Line>();
  const recent = ({ sent }: Line) => sent.filter((at) => now() - at < WITHIN_MS);
  return async function inTurn<T>(channel: string, post: () => Promise<T>): Promise<T> {
    if (lines.size > MOST_LINES)
      for (const [name, line] of lines) if (recent(line).length === 0) lines.delete(name);
    const line = lines.get(channel) ?? { last: Promise.resolve(), sent: [], waiting: 0 };
    lines.set(channel, line);
    const wait = Math.max(0, (line.waiting - AT_ONCE + recent(line).length) * (WITHIN_MS / AT_ONCE));
    if (wait > LONGEST_WAIT) throw new MessengerError('throttled', wait);
    line.waiting += 1;
    line.last = line.last.then(async () => {
      const [first] = recent(line).slice(-AT_ONCE);
      if (first !== undefined && recent(line).length >= AT_ONCE) await sleep(WITHIN_MS - (now() - first));
      line.sent = [...recent(line), now()];
      line.waiting -= 1;
    });
    await line.last;
    return post();
  };
}
