import type { Installation, InstallationStore } from '@slack/bolt';
import type { Key } from '../../../bot/state.js';
import type { Workspace } from '../identity.js';
import type { SlackOptions } from '../options.js';

/** Thrown when the app is not in a workspace, or not any more. */
export class NotInstalled extends Error {
  constructor() {
    super('The app is not in that workspace.');
    this.name = 'NotInstalled';
  }
}

/** Bolt wraps what its store throws. */
export const isNotInstalled = (error: unknown): boolean =>
  error instanceof NotInstalled || (error as { original?: unknown })?.original instanceof NotInstalled;

/** Bolt's store, and how a workspace leaves it. */
export interface Installations extends InstallationStore {
  /** Forgets an installation, unless it is younger than `at` (ms since epoch): news of an earlier end may come late. */
  forget(of: Workspace & { everywhere: boolean; at: number }): Promise<void>;
}

/** One that was read is taken for true so long: each post asks for it. ms. Slack refuses a token that ended meanwhile. */
const KNOWN_MS = 3_000;

interface Sealed {
  sealed: string;
  /** ms since epoch: when someone installed it; renewing its token changes nothing. */
  installedAt: number;
}

/**
 * The workspaces in which the app is, with their tokens, encrypted in State. A token that was exchanged for a new one is
 * worth nothing any more, so a new one that cannot be written is kept here and written as soon as that works.
 * https://docs.slack.dev/tools/bolt-js/concepts/authenticating-oauth
 */
export function installations({
  config,
  log,
  state,
  seal,
}: Pick<SlackOptions, 'config' | 'log' | 'state' | 'seal'>): Installations {
  const keyOf = (id: string | undefined): Key => ({
    tenant: config.tenantId,
    kind: 'install',
    id: `slack:${id ?? ''}`,
  });
  const placeOf = (key: Key): string => `${key.tenant} ${key.kind} ${key.id}`;
  const unwritten = new Map<string, Sealed>();
  const known = new Map<string, { installation: Installation<'v2', boolean>; until: number }>();
  const write = (key: Key, value: Sealed) => state.commit({ tenant: key.tenant, writes: [{ key, value }] });
  return {
    async storeInstallation({ ...installation }) {
      const { isEnterpriseInstall, enterprise, team } = installation;
      const key = keyOf(isEnterpriseInstall ? enterprise?.id : team?.id);
      const before = installation.metadata;
      const installedAt = before ? Number(before) : Date.now();
      const kept = { ...installation, metadata: String(installedAt) };
      const value = { sealed: seal.close(JSON.stringify(kept), placeOf(key)), installedAt };
      known.delete(key.id);
      try {
        await write(key, value);
        unwritten.delete(key.id);
      } catch (error) {
        // Of a first installation nothing is lost: it is begun again.
        if (!before) throw error;
        log.error('slack.tokenUnwritten', { error });
        unwritten.set(key.id, value);
      }
    },
    async fetchInstallation({ isEnterpriseInstall, enterpriseId, teamId }) {
      const key = keyOf(isEnterpriseInstall ? enterpriseId : teamId);
      const seen = known.get(key.id);
      if (seen && performance.now() < seen.until) return seen.installation;
      const waits = unwritten.get(key.id);
      if (waits)
        await write(key, waits).then(
          () => unwritten.delete(key.id),
          () => undefined,
        );
      const kept = waits ?? (await state.read<Sealed>(key))?.value;
      const text = kept && seal.open(kept.sealed, placeOf(key));
      if (text === undefined) throw new NotInstalled();
      const installation = JSON.parse(text) as Installation<'v2', boolean>;
      if (!waits) known.set(key.id, { installation, until: performance.now() + KNOWN_MS });
      return installation;
    },
    async forget({ team, enterprise, everywhere, at }) {
      const key = keyOf(everywhere ? enterprise : team);
      known.delete(key.id);
      const stored = await state.read<Sealed>(key);
      if (!stored || stored.value.installedAt > at) return;
      await state.commit({
        tenant: key.tenant,
        writes: [{ key, value: null, expect: stored.version }],
      });
    },
  };
}
