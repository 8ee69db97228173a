import { Router } from 'express';
import { CHOICES, LEAST } from '../arm/settings.js';
import type { Bots } from '../bots.js';
import type { Clock } from '../clock.js';
import type { Faults } from '../faults.js';
import { GRAPH_CHOICES } from '../graph/settings.js';
import { Refusal } from '../refusal.js';
import { SLACK_LEAST } from '../slack/settings.js';
import type { Upstream } from '../upstream.js';
import type { Feed } from './feed.js';

export interface WatchNeeds {
  clock: Clock;
  bots: Bots;
  upstream: Upstream;
  faults: Faults;
  /** The services' own objects, changed in place; a name that several have is changed in all of them. */
  settings: readonly object[];
  feed: Feed;
  /** Every request that people made of PIM. */
  ledger(): readonly object[];
}

/** What the bot called, what goes wrong next, and how the services behave; to be mounted at /sandbox. */
export function watchRoutes({ clock, bots, upstream, faults, settings, feed, ledger }: WatchNeeds): Router {
  const routes = Router();
  routes.get('/state', (_request, response) => {
    const now = clock.now();
    const time = { now, time: new Date(now).toISOString(), offset: clock.offset() };
    response.json({ clock: time, bots: bots.list(), settings: all(settings), faults: faults.pending() });
  });
  routes.get('/events', (_request, response) => feed.join(response));
  routes.get('/upstream', (_request, response) => void response.json(upstream.calls()));
  routes.delete('/upstream', (_request, response) => {
    upstream.clear();
    response.status(204).end();
  });
  routes.get('/ledger', (_request, response) => void response.json(ledger()));
  routes.get('/faults', (_request, response) => void response.json(faults.pending()));
  routes.post('/faults', (request, response) => void response.json(faults.add(request.body)));
  routes.delete('/faults', (_request, response) => {
    faults.clear();
    response.status(204).end();
  });
  routes.get('/settings', (_request, response) => void response.json(all(settings)));
  routes.post('/settings', (request, response) => {
    change(settings, { ...request.body });
    response.json(all(settings));
  });
  return routes;
}

const all = (settings: readonly object[]): object => Object.assign({}, ...settings);

/** Changes all or, when one of them cannot be, nothing. */
function change(settings: readonly object[], wanted: Record<string, unknown>): void {
  const changes = Object.entries(wanted).map(([name, value]) => {
    const owners = settings.filter((one) => name in one) as Record<string, unknown>[];
    const names = Object.keys(all(settings)).join(', ');
    const kind = typeof owners[0]?.[name];
    if (owners.length === 0)
      throw new Refusal(400, 'SettingNotFound', `No setting "${name}". There are: ${names}.`);
    if (kind !== typeof value) throw new Refusal(400, 'SettingInvalid', `"${name}" is a ${kind}.`);
    const fault = faultOf(name, value);
    if (fault) throw new Refusal(400, 'SettingInvalid', `"${name}" ${fault}.`);
    return () => {
      for (const owner of owners) owner[name] = value;
    };
  });
  for (const apply of changes) apply();
}

function faultOf(name: string, value: unknown): string | undefined {
  const choices = ({ ...CHOICES, ...GRAPH_CHOICES } as Record<string, string[] | undefined>)[name];
  if (choices && !choices.includes(String(value))) return `is one of ${choices.join(', ')}`;
  const least = ({ ...LEAST, ...SLACK_LEAST } as Record<string, number | undefined>)[name];
  if (least === undefined || (Number.isInteger(value) && Number(value) >= least)) return undefined;
  return `is a whole number, at least ${least}`;
}
