import { messageBlocks } from '../blocks/surfaces.js';
import { messagePayload } from '../events.js';
import { type Json, textOf } from '../json.js';
import type { Body, Kept } from '../messages.js';
import { SlackError } from '../refusal.js';
import { directMessageOf, type Place, type Workspace } from '../workspace.js';
import type { ApiNeeds, Method } from './call.js';

/** https://docs.slack.dev/reference/methods?family=chat */
export const chatMethods: Readonly<Record<string, Method>> = {
  'chat.postMessage': {
    scope: 'chat:write',
    answer(args, { workspace, messages, rate }) {
      const place = placeOf(args.channel, workspace);
      if (!place.bot) throw new SlackError('not_in_channel');
      const body = messageBody(args);
      rate.count(place.id);
      const message = messages.add({
        channel: place.id,
        from: 'bot',
        thread: textOf(args.thread_ts),
        ...body,
      });
      return { channel: place.id, ts: message.ts, message: messagePayload(message) };
    },
  },
  'chat.postEphemeral': {
    scope: 'chat:write',
    answer(args, { workspace, messages }) {
      const place = placeOf(args.channel, workspace);
      if (!place.bot) throw new SlackError('not_in_channel');
      const reader = workspace.byUser(String(args.user));
      if (!reader || !place.people.includes(reader)) throw new SlackError('user_not_in_channel');
      const message = messages.add({ channel: place.id, from: 'bot', to: reader.id, ...messageBody(args) });
      return { message_ts: message.ts };
    },
  },
  'chat.update': {
    scope: 'chat:write',
    answer(args, needs) {
      const message = ownMessage(args, needs, 'cant_update_message');
      // Text alone takes the blocks away; blocks alone take the text away.
      needs.messages.edit(message, {
        text: undefined,
        blocks: undefined,
        ...messageBody(args, LONGEST_UPDATE),
      });
      const { channel, ts } = message;
      const updated = needs.messages.find(channel, ts) ?? message;
      return { channel, ts, text: updated.text ?? '', message: messagePayload(updated) };
    },
  },
  'chat.delete': {
    scope: 'chat:write',
    answer(args, needs) {
      const message = ownMessage(args, needs, 'cant_delete_message');
      needs.messages.remove(message);
      return { channel: message.channel, ts: message.ts };
    },
  },
};

const LONGEST_POST = 40_000;
/** https://docs.slack.dev/changelog/2018-truncating-really-long-messages */
const LONGEST_UPDATE = 4_000;

/** What a message says, checked. Throws a SlackError. */
export function messageBody(args: Json, longest = LONGEST_POST): Body {
  const text = textOf(args.text) || undefined;
  const blocks = args.blocks === undefined ? undefined : messageBlocks(args.blocks);
  if (!text && !blocks?.length) throw new SlackError('no_text');
  if (text && text.length > longest) throw new SlackError('msg_too_long');
  return { ...(text ? { text } : {}), ...(blocks ? { blocks } : {}) };
}

/** A user's id means the direct message with that person. */
function placeOf(id: unknown, workspace: Workspace): Place {
  const person = workspace.byUser(String(id));
  const place = workspace.place(person ? directMessageOf(person) : String(id));
  if (!place) throw new SlackError('channel_not_found');
  return place;
}

/** An ephemeral message has a timestamp and yet is not there. */
function ownMessage(
  { channel, ts }: Json,
  { workspace, messages }: ApiNeeds,
  otherwise: 'cant_update_message' | 'cant_delete_message',
): Kept {
  if (!workspace.place(String(channel))) throw new SlackError('channel_not_found');
  const message = messages.find(String(channel), String(ts));
  if (!message || message.to !== undefined) throw new SlackError('message_not_found');
  if (message.from !== 'bot') throw new SlackError(otherwise);
  return message;
}
