import type { SlackOptions } from '../options.js';

/** As long as someone may take between "Add to Slack" and "Allow". ms. */
const VALID = 10 * 60_000;

/**
 * The state of an installation, good for one use within ten minutes; Bolt's cookie beside it ties it to the browser.
 * Bolt's own is a token that may be replayed until it ends.
 */
export function oneUseState({ config, state, opaque }: Pick<SlackOptions, 'config' | 'state' | 'opaque'>) {
  const keyOf = (id: string) => ({ tenant: config.tenantId, kind: 'install' as const, id: `state:${id}` });
  return {
    async generateStateParam<T>(installOptions: T): Promise<string> {
      const id = opaque();
      const write = { key: keyOf(id), value: installOptions, expect: 0, ttl: VALID };
      await state.commit({ tenant: config.tenantId, writes: [write] });
      return id;
    },
    /** Throws when it was used, is too old, or never was. */
    async verifyStateParam<T>(_now: Date, id: string): Promise<T> {
      const key = keyOf(id);
      const stored = await state.read<T>(key);
      const used = stored && { key, value: null, expect: stored.version };
      const taken = used && (await state.commit({ tenant: config.tenantId, writes: [used] }));
      if (!stored || !taken?.done) throw new Error('This installation was begun elsewhere, or too long ago.');
      return stored.value;
    },
  };
}
