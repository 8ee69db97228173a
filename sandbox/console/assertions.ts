import { Router } from 'express';
import { Refusal } from '../refusal.js';
import { linksOf } from '../slack/accounts.js';
import type { SeedPerson } from '../tenant/entities.js';

export interface AssertionNeeds {
  people: readonly SeedPerson[];
  /** A user token whose audience is the bot's own API. */
  assertionFor(oid: string): Promise<string>;
}

/** What a sign-in in the browser would have left of a person whose Slack account is linked; to be mounted at /sandbox. */
export function assertionRoutes({ people, assertionFor }: AssertionNeeds): Router {
  const linked = linksOf(people).map(({ oid }) => oid);
  const routes = Router();
  routes.get('/assertions/:oid', async (request, response) => {
    const { oid } = request.params;
    if (!linked.includes(oid)) throw new Refusal(404, 'NotLinked', `No Slack account is linked to ${oid}.`);
    response.json({ assertion: await assertionFor(oid) });
  });
  return routes;
}
