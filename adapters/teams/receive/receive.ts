import express, { type RequestHandler, type Response } from 'express';
import type { Channel } from '../channel.js';
import type { TeamsOptions } from '../options.js';
import { isHandledType, readActivity, readEnvelope } from '../wire.js';
import type { Answer } from './answers.js';
import { refuseToken } from './gate.js';
import type { Routes } from './routes.js';

const LARGEST_BODY = '256kb';

/**
 * `POST /api/messages`. Whoever is not the channel gets 401 and costs little; whatever is in the body, nothing is thrown.
 * Answers 400 or 413 for a body that is none, 200 for what is not for the bot.
 */
export function receive(
  options: TeamsOptions,
  { channel, routes }: { channel: Channel; routes: Routes },
): RequestHandler {
  const { config, log } = options;
  const parse = express.json({ limit: LARGEST_BODY, type: () => true });
  const refuse = (response: Response, code: string, status = 401) => {
    log.warn('teams.refused', { code, status });
    response.status(status).end();
  };

  async function take(body: unknown, authorization: string, response: Response): Promise<void> {
    if (typeof body !== 'object' || body === null || Array.isArray(body))
      return refuse(response, 'badBody', 400);
    const envelope = readEnvelope(body);
    if (!envelope) return refuse(response, 'badEnvelope');
    const verified = await channel.verify(envelope, authorization).catch(() => undefined);
    if (!verified) return refuse(response, 'notVerified');
    if (!isHandledType(envelope.type)) return send(response, { status: 200 });
    const activity = readActivity(body);
    if (!activity) return refuse(response, 'badActivity', 400);
    send(response, await routes.run(verified, { body, activity }));
  }

  return (request, response, next) => {
    const authorization = request.get('authorization') ?? '';
    const trouble = refuseToken(authorization, config.tenantId);
    if (trouble) return refuse(response, trouble);
    parse(request, response, (error: unknown) => {
      if (error) return refuse(response, 'badBody', statusOf(error));
      take(request.body, authorization, response).catch((thrown: unknown) => {
        log.error('teams.failed', { error: thrown });
        if (response.headersSent) return next(thrown);
        response.status(500).end();
      });
    });
  };
}

function send(response: Response, { status, body, turn }: Answer): void {
  if (turn !== undefined) response.set('x-pim-turn', turn);
  response.status(status);
  if (body === undefined) response.end();
  else response.json(body);
}

/** The body parser's errors carry 400, 413 or 415. */
function statusOf(error: unknown): number {
  const { status } = error as { status?: unknown };
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 400;
}
