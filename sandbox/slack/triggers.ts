import { randomBytes, randomInt } from 'node:crypto';
import { SlackError } from './refusal.js';

/** Who did what it stands for. */
interface Triggered {
  /** Id of the person. */
  person: string;
  /** Whether it happened in a modal, so that another view may be put on it. */
  inModal: boolean;
}

export interface Triggers {
  /** A new trigger id, good for one view within 3 s. */
  issue(triggered: Triggered): string;
  /** Throws a SlackError when it is unknown, old or used. */
  exchange(trigger: unknown): Triggered;
}

/** https://docs.slack.dev/interactivity/handling-user-interaction#modal_responses */
const LIFE_MS = 3_000;

/** `now` gives real time in ms. */
export function createTriggers(now: () => number): Triggers {
  const issued = new Map<string, Triggered & { at: number; used: boolean }>();
  return {
    issue(triggered) {
      const id = `${randomInt(1e10)}.${randomInt(1e10)}.${randomBytes(16).toString('hex')}`;
      issued.set(id, { ...triggered, at: now(), used: false });
      return id;
    },
    exchange(trigger) {
      const found = issued.get(String(trigger));
      if (!found) throw new SlackError('invalid_trigger_id');
      if (found.used) throw new SlackError('exchanged_trigger_id');
      if (now() - found.at > LIFE_MS) throw new SlackError('expired_trigger_id');
      found.used = true;
      return found;
    },
  };
}
