import { sdk as toSdk } from './install/sdk.js';
import { installations } from './install/store.js';
import type { SlackAdapter, SlackOptions } from './options.js';
import { receive } from './receive/receive.js';
import { approvalsChannel } from './references.js';
import { slackMessenger } from './send/messenger.js';
import { modals as toModals } from './send/views.js';

export { type Links, stateLinks } from './identity.js';
export type { SlackAdapter, SlackOptions } from './options.js';

/** Slack: commands, messages, buttons and windows become turns, cards become blocks. */
export function slackAdapter(options: SlackOptions): SlackAdapter {
  const store = installations(options);
  const sdk = toSdk(options, store);
  const modals = toModals(sdk, options.log);
  return {
    ...receive(options, { sdk, modals, store }),
    messenger: slackMessenger(options, { sdk, modals }),
    channel(id) {
      const [, team, channel] = /^(T[A-Z0-9]+)\/([CG][A-Z0-9]+)$/.exec(id) ?? [];
      return team && channel ? approvalsChannel(team, channel) : undefined;
    },
    ready: async () => void (await sdk.bolt()),
  };
}
