import type { Installation, InstallationQuery, InstallationStore } from '@slack/bolt';
import type { Key } from '../../../bot/state.js';
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

/**
 * The workspaces in which the app is, with their tokens, encrypted in State.
 * https://docs.slack.dev/tools/bolt-js/concepts/authenticating-oauth
 */
export function installations({
  config,
  state,
  seal,
}: Pick<SlackOptions, 'config' | 'state' | 'seal'>): InstallationStore {
  const keyOf = (id: string): Key => ({ tenant: config.tenantId, kind: 'install', id: `slack:${id}` });
  const placeOf = (key: Key): string => `${key.tenant} ${key.kind} ${key.id}`;
  const ofQuery = ({ isEnterpriseInstall, enterpriseId, teamId }: InstallationQuery<boolean>): string =>
    (isEnterpriseInstall ? enterpriseId : teamId) ?? '';
  return {
    async storeInstallation(installation) {
      const { isEnterpriseInstall, enterprise, team } = installation;
      const key = keyOf((isEnterpriseInstall ? enterprise?.id : team?.id) ?? '');
      const value = { sealed: seal.close(JSON.stringify(installation), placeOf(key)) };
      await state.commit({ tenant: key.tenant, writes: [{ key, value }] });
    },
    async fetchInstallation(query) {
      const key = keyOf(ofQuery(query));
      const kept = (await state.read<{ sealed: string }>(key))?.value.sealed;
      const text = kept === undefined ? undefined : seal.open(kept, placeOf(key));
      if (text === undefined) throw new NotInstalled();
      return JSON.parse(text) as Installation<'v2', boolean>;
    },
    async deleteInstallation(query) {
      const key = keyOf(ofQuery(query));
      await state.commit({ tenant: key.tenant, writes: [{ key, value: null }] });
    },
  };
}
