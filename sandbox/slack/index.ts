import type { Router } from 'express';
import type { Bots } from '../bots.js';
import type { Clock } from '../clock.js';
import type { SeedPerson } from '../tenant/entities.js';
import { createPostRate } from './api/rate.js';
import { createResponseUrls } from './api/response-urls.js';
import { apiRoutes } from './api/routes.js';
import { createClient, type SlackClient } from './client/client.js';
import { createDelivery } from './delivery.js';
import { changedEvent, eventBody, messageEvent } from './events.js';
import { createMessages, type Kept, type MessageChange, type MessageStore } from './messages.js';
import { consentRoutes } from './oauth/consent.js';
import { createInstalls } from './oauth/installs.js';
import { type SlackSettings, slackSettings } from './settings.js';
import { createTriggers } from './triggers.js';
import { createViews, type ViewChange, type Views } from './views.js';
import { createWorkspace, type Workspace } from './workspace.js';

export interface SlackNeeds {
  people: readonly SeedPerson[];
  clock: Clock;
  bots: Bots;
  /** Where the sandbox answers, without a trailing slash. */
  origin: string;
  tell(change: MessageChange): void;
  tellView(change: ViewChange): void;
  /** Real time in ms; given by tests alone. */
  now?: () => number;
  /** How long Slack waits for bots; given by tests alone. */
  limits?: Parameters<typeof createDelivery>[1];
}

export interface Slack {
  api: Router;
  /** What `response_url`s lead to. */
  responses: Router;
  oauth: Router;
  workspace: Workspace;
  messages: MessageStore;
  views: Views;
  client: SlackClient;
  settings: SlackSettings;
  /** Whether the app is in the workspace; nobody can meet the bot there before. */
  installed(): boolean;
}

/** Everything of Slack that the bot meets: the Web API, deliveries, and the clients of all people. */
export function createSlack(needs: SlackNeeds): Slack {
  const { people, clock, bots, origin, tell, tellView, now = Date.now, limits } = needs;
  const settings = slackSettings();
  const workspace = createWorkspace(people);
  const delivery = createDelivery(bots, limits);
  // Slack tells an app of its own messages too, where it is told of messages at all.
  const published = (message: Kept, before: Kept | undefined) => {
    const place = workspace.place(message.channel);
    if (!place?.direct) return;
    const event = before ? changedEvent(message, before, place) : messageEvent(message, place, 'message');
    void delivery.echo(eventBody(event));
  };
  const messages = createMessages({ clock, workspace, tell, published });
  const views = createViews(tellView);
  const triggers = createTriggers(now);
  const urls = createResponseUrls({ messages, origin, now });
  const installs = createInstalls({ now, settings });
  const rate = createPostRate({ now, settings });
  return {
    api: apiRoutes({ workspace, messages, views, triggers, installs, rate, origin }),
    responses: urls.routes,
    oauth: consentRoutes({ installs, bots }),
    workspace,
    messages,
    views,
    client: createClient({ workspace, messages, views, triggers, urls, delivery }),
    settings,
    installed: installs.any,
  };
}
