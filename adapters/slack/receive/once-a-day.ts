import type { z } from 'zod/v4';
import type { Key } from '../../../bot/state.js';
import type { SlackOptions } from '../options.js';

const KEPT_MS = 24 * 3_600_000;
/** So long it is waited for. ms. */
const PATIENCE_MS = 500;

export interface Question<T> {
  /** What it is kept under. */
  id: string;
  ask(): Promise<T>;
  /** What is known without an answer; then none is waited for. */
  known?(): Promise<T | undefined>;
}

/** What Slack's requests do not say: asked of it once a day. `undefined`: it does not answer, or not in time; it is asked again. */
export function onceADay<T>(
  { clock, config, state }: Pick<SlackOptions, 'clock' | 'config' | 'state'>,
  shape: z.ZodType<T>,
) {
  const flights = new Map<string, Promise<T | undefined>>();

  async function answered(key: Key, ask: Question<T>['ask']): Promise<T | undefined> {
    try {
      const value = await ask();
      await state.commit({ tenant: key.tenant, writes: [{ key, value, ttl: KEPT_MS }] });
      return value;
    } catch {
      return undefined;
    } finally {
      flights.delete(key.id);
    }
  }

  return async ({ id, ask, known }: Question<T>): Promise<T | undefined> => {
    const key: Key = { tenant: config.tenantId, kind: 'cache', id };
    const kept = shape.safeParse((await state.read(key))?.value).data;
    if (kept) return kept;
    const flight = flights.get(id) ?? answered(key, ask);
    flights.set(id, flight);
    return (await known?.()) ?? ((await Promise.race([flight, clock.sleep(PATIENCE_MS)])) || undefined);
  };
}
