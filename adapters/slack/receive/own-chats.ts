import { z } from 'zod/v4';
import type { Key } from '../../../bot/state.js';
import type { Sdk } from '../install/sdk.js';
import type { SlackOptions } from '../options.js';
import type { Actor } from './wire.js';

const ChatShape = z.object({ channel: z.object({ id: z.string() }) });

const KEPT_MS = 24 * 3_600_000;
/** So long an acknowledgement waits for Slack's word. ms. */
const PATIENCE_MS = 500;

/**
 * Whether a direct message is the one with the app, where its answers are: a request names it, and does not say with whom it
 * is. Asked once a day, and only where it matters; until Slack says so, it is taken for it.
 * https://docs.slack.dev/reference/methods/conversations.open
 */
export function ownChats(
  { clock, config, state }: Pick<SlackOptions, 'clock' | 'config' | 'state'>,
  { client }: Sdk,
) {
  async function ask({ identity, workspace }: Actor, key: Key): Promise<string | undefined> {
    const slack = await client(workspace);
    const { id } = ChatShape.parse(await slack.conversations.open({ users: identity.user })).channel;
    await state.commit({ tenant: key.tenant, writes: [{ key, value: { id }, ttl: KEPT_MS }] });
    return id;
  }

  return async function isOwn(actor: Actor, channel: string): Promise<boolean> {
    // Each installation has a chat of its own with the same person.
    const name = `chat:${actor.workspace.team}:${actor.identity.user}`;
    const key: Key = { tenant: config.tenantId, kind: 'cache', id: name };
    const kept = (await state.read<{ id: string }>(key))?.value.id;
    const asked = () => ask(actor, key).catch(() => undefined);
    const own = kept ?? (await Promise.race([asked(), clock.sleep(PATIENCE_MS)])) ?? channel;
    return own === channel;
  };
}
