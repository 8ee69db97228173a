import type { View } from '../../../bot/views/views.js';
import { type Block, drawMessage } from '../../../cards/blocks.js';
import type { Identity } from '../identity.js';
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

/** Someone whom no sign-in has linked yet gets the way to it, where they are; what they said is not kept. */
export function unlinked({ signInPage }: Pick<SlackOptions, 'signInPage'>, sdk: Sdk) {
  function told(identity: Identity, reader: Reader) {
    const url = signInPage?.(identity);
    const view: View = url ? { name: 'sign-in', stranger: true } : { name: 'said', saying: 'notLinked' };
    return drawMessage(view, frameFor(reader), url ? { signInUrl: url } : {});
  }

  async function post(act: Act, message: ReturnType<typeof told>): Promise<void> {
    const slack = await sdk.client(act.identity);
    const { user } = act.identity;
    if (act.surface === 'home' && act.message.kind === 'home') {
      const blocks = message.blocks.length > 0 ? message.blocks : [plain(message.text)];
      type Home = Parameters<typeof slack.views.publish>[0]['view'];
      await slack.views.publish({ user_id: user, view: { type: 'home', blocks } as unknown as Home });
    } else if (act.surface === 'mention') {
      type Posted = Parameters<typeof slack.chat.postEphemeral>[0];
      await slack.chat.postEphemeral({ channel: act.channel?.id ?? user, user, ...message } as Posted);
    } else {
      type Posted = Parameters<typeof slack.chat.postMessage>[0];
      await slack.chat.postMessage({ channel: user, ...message } as Posted);
    }
  }

  return async function answer(act: Act, reader: Reader): Promise<Ephemeral | undefined> {
    const message = told(act.identity, reader);
    if (act.surface === 'command') return { response_type: 'ephemeral', ...message };
    await post(act, message);
    return undefined;
  };
}

const plain = (text: string): Block => ({ type: 'section', text: { type: 'plain_text', text } }) as Block;
