import type { Clock } from '../../../bot/ports.js';

/** Slack takes about one post a second in a channel, and a few at once now and then. https://docs.slack.dev/apis/web-api/rate-limits */
const AT_ONCE = 4;
const WITHIN_MS = 4_000;
const MOST_LINES = 1_000;

interface Line {
  last: Promise<void>;
  /** When the latest posts went out, by real time. */
  sent: number[];
}

/** Lets posts of one channel go out in order, not faster than Slack takes them. */
export function pacing({ sleep }: Pick<Clock, 'sleep'>, now: () => number = Date.now) {
  const lines = new Map<string, Line>();
  const recent = ({ sent }: Line) => sent.filter((at) => now() - at < WITHIN_MS);
  return async function inTurn<T>(channel: string, post: () => Promise<T>): Promise<T> {
    if (lines.size > MOST_LINES)
      for (const [name, line] of lines) if (recent(line).length === 0) lines.delete(name);
    const line = lines.get(channel) ?? { last: Promise.resolve(), sent: [] };
    lines.set(channel, line);
    line.last = line.last.then(async () => {
      const [first] = recent(line).slice(-AT_ONCE);
      if (first !== undefined && recent(line).length >= AT_ONCE) await sleep(WITHIN_MS - (now() - first));
      line.sent = [...recent(line), now()];
    });
    await line.last;
    return post();
  };
}
