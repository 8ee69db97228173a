import type { IncomingMessage } from 'node:http';
import type { Request, Response } from 'express';
import type { Log } from '../../../bot/ports.js';
import { StateError } from '../../../bot/state.js';
import { quiet, type Sdk } from '../install/sdk.js';
import type { Request as Taking } from './taking.js';

type Answer = (body: unknown, request: Taking) => Promise<unknown>;
type Acknowledge = (body?: unknown) => Promise<void>;

const LARGEST_BODY = 256 * 1024;
/** Slack waits 3 s. */
const ANSWER_WITHIN_MS = 2_900;

/**
 * Bolt verifies signatures and reads bodies; all that it lets in goes through this one door. Its own listeners are all
 * asked at each event, and what none of them knows is not answered for 3 s.
 */
export function openDoor(sdk: Sdk, answer: Answer, log: Log) {
  const requests = new WeakMap<IncomingMessage, Taking>();
  let opening: ReturnType<typeof open> | undefined;

  async function open() {
    const { App, HTTPReceiver } = await sdk.bolt();
    const receiver = new HTTPReceiver({
      signingSecret: sdk.signingSecret,
      endpoints: ['/slack/events'],
      // The answer goes out when the work behind it is written.
      processBeforeResponse: true,
      unhandledRequestTimeoutMillis: ANSWER_WITHIN_MS,
      bodyLimit: LARGEST_BODY,
      logger: quiet,
      customPropertiesExtractor: (request) => ({ request: requests.get(request) }),
      processEventErrorHandler: async ({ response }) => {
        if (!response.headersSent) response.writeHead(503).end();
        return false;
      },
    });
    const app = new App({
      receiver,
      // Whose token speaks is decided at each call; an authorisation that failed here would be acknowledged in silence.
      authorize: async () => ({}),
      convoStore: false,
      ignoreSelf: false,
      logger: quiet,
    });
    app.use(async (args) => {
      const ack = (args as { ack?: Acknowledge }).ack ?? (async () => {});
      const { request } = args.context as unknown as { request: Taking };
      await ack(await answer(args.body, request));
    });
    app.error(async (error) => {
      // What State did not take Slack delivers again.
      if (error.original instanceof StateError) log.warn('slack.refused', { code: 'notTaken' });
      else log.error('slack.failed', { error: error.original ?? error });
      throw error;
    });
    return receiver;
  }

  return async (request: Request, response: Response): Promise<void> => {
    opening ??= open();
    const receiver = await opening;
    const came = performance.now();
    requests.set(request, {
      name: (turn) => void response.set('x-pim-turn', turn),
      since: () => performance.now() - came,
    });
    receiver.requestListener(request, response);
  };
}
