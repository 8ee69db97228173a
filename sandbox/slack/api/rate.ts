import { SlackError } from '../refusal.js';
import type { SlackSettings } from '../settings.js';

export interface PostRate {
  /** Counts one message into that channel. Throws a SlackError when it comes too soon. */
  count(channel: string): void;
}

const BURST = 5;

/**
 * A message a second in one channel, after a few at once; `now` gives real time in ms.
 * https://docs.slack.dev/apis/web-api/rate-limits#posting
 */
export function createPostRate({ now, settings }: { now: () => number; settings: SlackSettings }): PostRate {
  const left = new Map<string, { posts: number; at: number }>();
  return {
    count(channel) {
      const { slackPostRate: rate } = settings;
      if (rate === 0) return;
      const before = left.get(channel) ?? { posts: BURST, at: now() };
      const grown = before.posts + ((now() - before.at) / 1_000) * rate;
      const posts = Math.min(BURST, grown) - 1;
      if (posts < 0) throw new SlackError('ratelimited');
      left.set(channel, { posts, at: now() });
    },
  };
}
