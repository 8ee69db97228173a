import type { Json } from '../json.js';
import type { MessageStore } from '../messages.js';
import type { Installs } from '../oauth/installs.js';
import type { Triggers } from '../triggers.js';
import type { Views } from '../views.js';
import type { Workspace } from '../workspace.js';
import type { PostRate } from './rate.js';

/** What the methods of the Web API work on. */
export interface ApiNeeds {
  workspace: Workspace;
  messages: MessageStore;
  views: Views;
  triggers: Triggers;
  installs: Installs;
  rate: PostRate;
  /** Where the workspace answers. */
  origin: string;
}

export interface Method {
  /** What a token must have been granted; 'none' for who has no token yet. */
  scope?: string;
  /** Answers what goes beside `ok`. Throws a SlackError. */
  answer(args: Json, needs: ApiNeeds): Json;
}
