import express, { Router } from 'express';
import { Refusal } from '../refusal.js';
import { type AssertionNeeds, assertionRoutes } from './assertions.js';
import { type PeopleNeeds, peopleRoutes } from './people.js';
import { type TimeNeeds, timeRoutes } from './time.js';
import { type WatchNeeds, watchRoutes } from './watch.js';

/** The sandbox's own HTTP surface, described in docs/sandbox.md; to be mounted at /sandbox. */
export function surfaceRoutes(needs: PeopleNeeds & AssertionNeeds & TimeNeeds & WatchNeeds): Router {
  const routes = Router();
  routes.use(express.json({ limit: '1mb' }));
  routes.use((_request, response, next) => {
    response.set('cache-control', 'no-store');
    next();
  });
  routes.use('/people', peopleRoutes(needs));
  routes.use(assertionRoutes(needs));
  routes.use(timeRoutes(needs));
  routes.use(watchRoutes(needs));
  routes.use((request) => {
    const asked = `${request.method} ${request.originalUrl}`;
    throw new Refusal(404, 'PathNotFound', `There is no ${asked}. The paths are listed in docs/sandbox.md.`);
  });
  return routes;
}
