import { channel as toChannel } from './channel.js';
import type { TeamsAdapter, TeamsOptions } from './options.js';
import { receive } from './receive/receive.js';
import { routes as toRoutes } from './receive/routes.js';
import { taking } from './receive/taking.js';
import { channelConversation } from './references.js';
import { teamsMessenger } from './send/messenger.js';
import { sending as toSending } from './send/sending.js';
import { firstServiceUrl } from './service-urls.js';
import { teamsAssertions } from './sign-in/assertions.js';
import { signInInvokes } from './sign-in/invokes.js';

export type { TeamsAdapter, TeamsOptions } from './options.js';

/** Microsoft Teams: activities become turns, cards become messages, Teams' single sign-on gives the assertions. */
export function teamsAdapter(options: TeamsOptions): TeamsAdapter {
  if (!options.config.appId) throw new Error('Teams needs the id of the bot’s app registration.');
  const channel = toChannel(options);
  const sending = toSending(channel);
  const routes = toRoutes(channel, { ...taking(options, sending), ...signInInvokes(options, channel) });
  return {
    handler: receive(options, { channel, routes }),
    messenger: teamsMessenger(options, { channel, sending }),
    assertions: teamsAssertions(options, channel),
    channel(id) {
      const serviceUrl = firstServiceUrl(options.config);
      return serviceUrl === undefined
        ? undefined
        : channelConversation(id, { ...options.config, serviceUrl });
    },
    ready: () => routes.ready(),
  };
}
