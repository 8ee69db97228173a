/** The bot's half of the sandbox as a process of its own, in Teams and in Slack, where it knows the crowd too. */
import type { RequestListener } from 'node:http';
import express from 'express';
import { readSettings, start } from '../main.js';
import { startBotHalf } from '../sandbox/halves/bot-half.js';
import { listen } from '../sandbox/halves/server.js';
import { linksOf } from '../sandbox/slack/accounts.js';
import { people } from './commands.js';

async function main(tenant: string): Promise<void> {
  const { url } = await startBotHalf({
    start: (settings, seams) => start(readSettings(settings), { ...seams, links: linksOf(people) }),
    platforms: ['teams', 'slack'],
    tenant,
    redisUrl: process.env.REDIS_URL,
    port: 0,
    async open(handler, control) {
      const asked = express().use(control);
      // What only the sandbox asks is kept apart: commands and events come to the bot as they do in production.
      const either: RequestListener = (request, response) =>
        (request.url?.startsWith('/sandbox/') ? asked : handler)(request, response);
      const { origin, close } = await listen(either, 0);
      return { url: origin, close };
    },
  });
  process.stdout.write(`${url}\n`);
}

void main(process.argv[2] ?? '').catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
