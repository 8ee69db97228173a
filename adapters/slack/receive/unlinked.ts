import type { View } from '../../../bot/views/views.js';
import { type Block, drawMessage } from '../../../cards/blocks.js';
import { identityId } from '../identity.js';
import type { Sdk } from '../install/sdk.js';
import type { SlackOptions } from '../options.js';
import { frameFor, type Reader } from '../words.js';
import type { Act } from './surfaces.js';

/** What is said in the acknowledgement itself, before the one who acted alone. */
export interface Ephemeral {
  response_type: 'ephemeral';
  text: string;
  blocks?: Block[];
}

const DAY = 24 * 3_600_000;

/**
 * Someone whom no sign-in has linked yet gets the way to it, where they are; what they said is not kept. Told once for
 * each thing they did, and at most once a day for only looking.
 */
export function unlinked({ config, log, signInPage, state }: SlackOptions, sdk: Sdk) {
  function words(act: Act, reader: Reader) {
    const url = signInPage?.(act.identity);
    const view: View = url ? { name: 'sign-in', stranger: true } : { name: 'said', saying: 'notLinked' };
    return drawMessage(view, frameFor(reader), url ? { signInUrl: url } : {});
  }

  async function isFirst({ identity, message, turn }: Act): Promise<boolean> {
    if (message.kind === 'home') return true;
    const key = message.kind === 'hello' ? `slack-hello ${identityId(identity)}` : `slack-unlinked ${turn}`;
    const step = { tenant: config.tenantId, writes: [], once: [{ key, ttl: DAY }] };
    return (await state.commit(step)).done;
  }

  async function post(act: Act, message: ReturnType<typeof words>): Promise<void> {
    const slack = await sdk.client(act.workspace);
    const { user } = act.identity;
    if (act.message.kind === 'home') {
      const blocks = message.blocks.length > 0 ? message.blocks : [plain(message.text)];
      type Home = Parameters<typeof slack.views.publish>[0]['view'];
      await slack.views.publish({ user_id: user, view: { type: 'home', blocks } as unknown as Home });
    } else if (act.surface === 'mention') {
      type Posted = Parameters<typeof slack.chat.postEphemeral>[0];
      const { id: channel = user, thread: thread_ts } = act.channel ?? {};
      const inside = thread_ts ? { thread_ts } : {};
      await slack.chat.postEphemeral({ channel, user, ...inside, ...message } as Posted);
    } else {
      type Posted = Parameters<typeof slack.chat.postMessage>[0];
      await slack.chat.postMessage({ channel: user, ...message } as Posted);
    }
  }

  return async function answer(act: Act, reader: Reader): Promise<Ephemeral | undefined> {
    const message = words(act, reader);
    if (act.surface === 'command') return { response_type: 'ephemeral', ...message };
    if (!(await isFirst(act))) return undefined;
    try {
      await post(act, message);
    } catch (error) {
      // Where the app is not, or does not reach them, nothing is owed; delivered again it would fail again.
      log.warn('slack.untold', { code: (error as { code?: string }).code ?? 'failed' });
    }
    return undefined;
  };
}

const plain = (text: string): Block => ({ type: 'section', text: { type: 'plain_text', text } }) as Block;
