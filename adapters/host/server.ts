import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { healthHandlers } from './health.js';

/** Something that answers requests, and how to end it. */
export interface Listening {
  url: string;
  close(): Promise<void>;
}

/** What the bot answers: the platforms' endpoints, and what a host asks. */
export function endpoints(of: {
  /** Bot Framework's, where Teams is on. */
  teams?: express.RequestHandler | undefined;
  /** Where Slack is on. */
  slack?: { events: express.RequestHandler; pages: express.RequestHandler } | undefined;
  ready: () => Promise<boolean>;
}): express.Express {
  const app = express().disable('x-powered-by');
  const state = async () => {
    if (!(await of.ready())) throw new Error('State does not answer.');
  };
  const { livez, readyz } = healthHandlers({ checks: { state } });
  app.get('/livez', livez);
  app.get('/readyz', readyz);
  if (of.teams) app.post('/api/messages', of.teams);
  if (of.slack) {
    app.post('/slack/events', of.slack.events);
    app.get(['/slack/install', '/slack/oauth_redirect'], of.slack.pages);
  }
  return app;
}

/** Opens a server of its own for them. */
export function listenOn({ host, port }: { host: string; port: number }) {
  return (app: express.Express): Promise<Listening> =>
    new Promise((resolve, reject) => {
      const server = createServer(app);
      server.once('error', reject);
      server.listen(port, host, () => {
        const { port: taken } = server.address() as AddressInfo;
        resolve({
          url: `http://${host}:${taken}`,
          close: () =>
            new Promise((closed) => {
              server.close(() => closed());
              server.closeIdleConnections();
            }),
        });
      });
    });
}
