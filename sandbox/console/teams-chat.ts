import { type Request, Router } from 'express';
import { Refusal } from '../refusal.js';
import type { Client } from '../teams/client.js';
import type { MessageStore } from '../teams/messages.js';
import type { Member, Roster } from '../teams/roster.js';
import { bodyOf, clickIn, madeIn, saidIn, words } from './asked.js';

interface TeamsChat {
  roster: Roster;
  messages: MessageStore;
  client: Client;
}

/** What one does and sees as a person in Teams; to be mounted where `:person` is one of the roster. */
export function teamsChatRoutes({ roster, messages, client }: TeamsChat): Router {
  const routes = Router({ mergeParams: true });
  const who = (request: Request) => roster.byId(String(request.params.person)) as Member;
  routes.get('/messages', (request, response) => void response.json(messages.seenBy(who(request))));
  routes.post('/messages', async (request, response) => {
    response.json(await client.says(who(request), saidIn(bodyOf(request))));
  });
  routes.post('/messages/:message/actions', async (request, response) => {
    const click = clickIn(bodyOf(request));
    response.json(await client.clicks(who(request), String(request.params.message), click));
  });
  // Teams has no modal and no home page of an app that a bot draws.
  routes.get('/views', (_request, response) => void response.json([]));
  routes.post('/views/:view/actions', (request) => {
    throw new Refusal(
      404,
      'ViewNotFound',
      `There is no view ${request.params.view}. In Teams there are none.`,
    );
  });
  routes.post('/options', async (request, response) => {
    const { messageId, actionId, query } = bodyOf(request);
    const asked = { input: words(actionId, 'actionId'), query: typeof query === 'string' ? query : '' };
    response.json(await client.searches(who(request), words(messageId, 'messageId'), asked));
  });
  routes.post('/raw', async (request, response) => {
    response.json(await client.raw(madeIn(bodyOf(request))));
  });
  return routes;
}
