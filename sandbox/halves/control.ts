import express, { Router } from 'express';

/** What the tenant's half needs of a running bot; `settled` waits at most that many ms. */
export interface Controlled {
  settled(turn: string, timeoutMs: number): Promise<boolean>;
  /** Does all that is due now, until nothing is. */
  drain(): Promise<void>;
}

const LONGEST_WAIT_MS = 30_000;

/** How the tenant's half asks a bot's half; to be mounted beside the bot's own endpoints. */
export function controlRoutes(running: () => Controlled | undefined, setSkew: (ms: number) => void): Router {
  const routes = Router();
  routes.get('/sandbox/turns/:turn', async (request, response) => {
    const bot = running();
    const wait = Math.min(Number(request.query.wait) || 0, LONGEST_WAIT_MS);
    if (bot) response.json({ settled: await bot.settled(request.params.turn, wait) });
    else response.status(503).json({ error: { code: 'Starting', message: 'The bot is starting.' } });
  });
  routes.post('/sandbox/clock', express.json(), async (request, response) => {
    setSkew(Number(request.body?.skew) || 0);
    await running()?.drain();
    response.json({ skew: Number(request.body?.skew) || 0 });
  });
  return routes;
}
