import { z } from 'zod/v4';
import type { Sdk } from '../install/sdk.js';
import type { SlackOptions } from '../options.js';
import { onceADay } from './once-a-day.js';
import type { Actor } from './wire.js';

const ChatShape = z.object({ id: z.string() });
const OpenedShape = z.object({ channel: ChatShape });

/**
 * Whether a direct message is the one with the app, where its answers are: a request names it, and does not say with whom
 * it is. Until Slack says so, any is taken for it. https://docs.slack.dev/reference/methods/conversations.open
 */
export function ownChats(
  options: Pick<SlackOptions, 'clock' | 'config' | 'state'>,
  { client }: Pick<Sdk, 'client'>,
) {
  const chatOf = onceADay(options, ChatShape);
  return async function isOwn({ identity: { user }, workspace }: Actor, channel: string): Promise<boolean> {
    const chat = await chatOf({
      // Each installation has a chat of its own with the same person.
      id: `chat:${workspace.team}:${user}`,
      ask: async () =>
        OpenedShape.parse(await (await client(workspace)).conversations.open({ users: user })).channel,
    });
    return chat === undefined || chat.id === channel;
  };
}
