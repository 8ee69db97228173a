import { type Request, Router } from 'express';
import { Refusal } from '../refusal.js';
import type { Slack } from '../slack/index.js';
import type { SeedPerson } from '../tenant/entities.js';
import { bodyOf, clickIn, madeIn, saidIn, words } from './asked.js';

type SlackChat = Pick<Slack, 'workspace' | 'messages' | 'views' | 'client'>;

/** What one does and sees as a person in Slack; to be mounted where `:person` is one of the workspace. */
export function slackChatRoutes({ workspace, messages, views, client }: SlackChat): Router {
  const routes = Router({ mergeParams: true });
  const who = (request: Request) => workspace.byId(String(request.params.person)) as SeedPerson;
  routes.get('/messages', (request, response) => void response.json(messages.seenBy(who(request))));
  routes.post('/messages', async (request, response) => {
    response.json(await client.says(who(request), saidIn(bodyOf(request))));
  });
  routes.post('/messages/:message/actions', async (request, response) => {
    const click = clickIn(bodyOf(request));
    response.json(await client.worksInMessage(who(request), String(request.params.message), click));
  });
  routes.get('/views', (request, response) => void response.json(views.seenBy(who(request))));
  routes.post('/views/:view/actions', async (request, response) => {
    const click = clickIn(bodyOf(request));
    response.json(await client.worksInView(who(request), String(request.params.view), click));
  });
  routes.post('/options', async (request, response) => {
    const { messageId, viewId, actionId, query } = bodyOf(request);
    const place =
      viewId === undefined ? { message: words(messageId, 'messageId') } : { view: words(viewId, 'viewId') };
    const asked = { action: words(actionId, 'actionId'), query: typeof query === 'string' ? query : '' };
    response.json(await client.searches(who(request), { ...place, ...asked }));
  });
  routes.post('/shortcuts', async (request, response) => {
    const { shortcut, message } = bodyOf(request);
    if (shortcut !== 'activate' && shortcut !== 'message')
      throw new Refusal(400, 'ShortcutInvalid', '"shortcut" is activate or message.');
    const on = shortcut === 'message' ? words(message, 'message') : undefined;
    response.json(await client.takesShortcut(who(request), on));
  });
  routes.post('/home', async (request, response) => {
    const { tab = 'home' } = bodyOf(request);
    if (tab !== 'home' && tab !== 'messages')
      throw new Refusal(400, 'TabInvalid', '"tab" is home or messages.');
    response.json(await client.opensHome(who(request), tab));
  });
  routes.post('/raw', async (request, response) => {
    const { skew = 0 } = bodyOf(request);
    if (typeof skew !== 'number') throw new Refusal(400, 'SkewInvalid', '"skew" is a number of seconds.');
    response.json(await client.raw({ ...madeIn(bodyOf(request)), skew }));
  });
  return routes;
}
