import { randomBytes } from 'node:crypto';
import express, { Router } from 'express';
import type { Json } from '../json.js';
import type { Kept, MessageStore } from '../messages.js';
import { SlackError } from '../refusal.js';
import { messageBody } from './chat.js';

/** Where an answer to an interaction goes. */
export interface Answerable {
  channel: string;
  /** The id of the person who did it. */
  person: string;
  /** The message it was done in. */
  message?: Kept | undefined;
}

export interface ResponseUrls {
  /** To be mounted at /slack/response. */
  routes: Router;
  /** A new address, good five times within 30 minutes. */
  issue(answerable: Answerable): string;
}

interface Needs {
  messages: MessageStore;
  origin: string;
  /** Gives real time in ms. */
  now: () => number;
}

/** https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
const LIFE_MS = 30 * 60_000;
const MOST_USES = 5;

export function createResponseUrls({ messages, origin, now }: Needs): ResponseUrls {
  const issued = new Map<string, Answerable & { at: number; uses: number }>();
  const use = (key: string): Answerable => {
    const found = issued.get(key);
    if (!found || now() - found.at > LIFE_MS) throw new SlackError('expired_url');
    found.uses += 1;
    if (found.uses > MOST_USES) throw new SlackError('used_url');
    return found;
  };
  const routes = Router();
  routes.post('/:key', express.json(), (request, response) => {
    try {
      answer(messages, use(String(request.params.key)), (request.body ?? {}) as Json);
      response.json({ ok: true });
    } catch (error) {
      if (!(error instanceof SlackError)) throw error;
      response.status(STATUS[error.code] ?? 400).json({ ok: false, error: error.code, ...error.more });
    }
  });
  return {
    routes,
    issue(answerable) {
      const key = randomBytes(18).toString('base64url');
      issued.set(key, { ...answerable, at: now(), uses: 0 });
      return `${origin}/slack/response/${key}`;
    },
  };
}

const STATUS: Partial<Record<SlackError['code'], number>> = {
  expired_url: 404,
  used_url: 404,
  message_not_found: 404,
};

/** Says, replaces or takes away; what is said is for one person unless the app wants otherwise. */
export function answer(messages: MessageStore, { channel, person, message }: Answerable, said: Json): void {
  const original = message && messages.find(message.channel, message.ts);
  if (message && !original && (said.delete_original || said.replace_original))
    throw new SlackError('message_not_found');
  if (said.delete_original === true && original) {
    messages.remove(original);
    return;
  }
  const body = messageBody(said);
  const to = said.response_type === 'in_channel' ? undefined : person;
  if (said.replace_original === true && original)
    messages.edit(original, { text: undefined, blocks: undefined, ...body });
  else messages.add({ channel, from: 'bot', to, ...body });
}
