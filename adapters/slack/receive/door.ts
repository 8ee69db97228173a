import type { IncomingMessage } from 'node:http';
import type { ReceiverEvent } from '@slack/bolt';
import type { Request, Response } from 'express';
import type { Log } from '../../../bot/ports.js';
import { StateError } from '../../../bot/state.js';
import { quiet, type Sdk } from '../install/sdk.js';
import type { Request as Taking } from './taking.js';

type Answer = (body: object, request: Taking) => Promise<unknown>;
type Receiver = InstanceType<Awaited<ReturnType<Sdk['bolt']>>['HTTPReceiver']>;

const LARGEST_BODY = 256 * 1024;
/** Slack waits 3 s. */
const ANSWER_WITHIN_MS = 2_900;

/**
 * Bolt's receiver verifies signatures and reads bodies; what it lets in goes through this one door. Bolt's App does not
 * stand behind it: it would look for a token and ask all its listeners at each event, also at each of the bot's own.
 */
export function openDoor(sdk: Sdk, answer: Answer, log: Log) {
  const requests = new WeakMap<IncomingMessage, Taking>();
  let opening: ReturnType<typeof open> | undefined;

  async function open() {
    const { HTTPReceiver } = await sdk.bolt();
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
    const processEvent = async ({ ack, body, customProperties }: ReceiverEvent) => {
      try {
        await ack(await answer(body, customProperties?.request as Taking));
      } catch (error) {
        // What State did not take Slack delivers again.
        if (error instanceof StateError) log.warn('slack.refused', { code: 'notTaken' });
        else log.error('slack.failed', { error });
        throw error;
      }
    };
    // All that a receiver asks of an App.
    receiver.init({ processEvent } as Parameters<Receiver['init']>[0]);
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
