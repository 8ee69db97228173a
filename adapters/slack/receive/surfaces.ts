import type { Message } from '../../../bot/turn.js';
import type { Identity, Workspace } from '../identity.js';
import {
  type ActionsBody,
  type Actor,
  actorOf,
  type Body,
  type Carried,
  type CommandBody,
  type EventBody,
  identityIn,
  inputsOf,
  readCarried,
  type ShortcutBody,
  type SubmissionBody,
  type SuggestionBody,
} from './wire.js';

/** One thing that someone did in Slack. `turn`: the same for every delivery of it. */
export interface Act {
  identity: Identity;
  workspace: Workspace;
  turn: string;
  message: Message;
  /** Where it was done, which decides how it is answered. */
  surface: 'chat' | 'mention' | 'command' | 'shortcut' | 'button' | 'modal' | 'home';
  trigger?: string;
  /** Where the message is that it was done in or that it answers. */
  channel?: { id: string; thread?: string };
  /** External id of the window in which it was done. */
  window?: string;
  /** True: on the home tab, which then shows what was. */
  onHome?: boolean;
}

/** What the external id of a window begins with that was opened from the home tab. */
export const OPENED_ON_HOME = 'home.';

/** What asks for something without doing anything. */
export type Question =
  | ({ kind: 'suggest'; card: string; query: string } & Actor)
  | ({ kind: 'box'; card: string; trigger: string } & Actor);

export type Incoming =
  | { kind: 'act'; act: Act }
  | Question
  /** `everywhere`: from the whole organisation. `at`: ms since epoch. */
  | { kind: 'uninstalled'; workspace: Workspace; everywhere: boolean; at: number }
  | { kind: 'nothing' };

const NOTHING: Incoming = { kind: 'nothing' };

/** What the verified body of a request means to the bot. */
export function toIncoming(body: Body): Incoming {
  if ('command' in body) return act(fromCommand(body));
  switch (body.type) {
    case 'event_callback':
      return fromEvent(body);
    case 'block_actions':
      return fromActions(body);
    case 'view_submission':
      return act(fromSubmission(body));
    case 'shortcut':
    case 'message_action':
      return act(fromShortcut(body));
    case 'block_suggestion':
      return fromSuggestion(body);
  }
}

const act = (done: Act | undefined): Incoming => (done ? { kind: 'act', act: done } : NOTHING);

function fromEvent(body: EventBody): Incoming {
  const { event, event_id, team_id, event_time = 0 } = body;
  const { type, subtype, user, bot_id, channel, channel_type, text = '', thread_ts, tab } = event;
  const [installed] = body.authorizations ?? [];
  const enterprise = installed?.enterprise_id ?? body.enterprise_id;
  const workspace = { team: installed?.team_id ?? team_id, ...(enterprise ? { enterprise } : {}) };
  // Tokens of people may be revoked too; the bot has none of them.
  if (type === 'app_uninstalled' || (type === 'tokens_revoked' && event.tokens?.bot?.length)) {
    const everywhere = installed?.is_enterprise_install ?? false;
    return { kind: 'uninstalled', workspace, everywhere, at: event_time * 1000 };
  }
  if (user === undefined || bot_id !== undefined) return NOTHING;
  const actor = { workspace, identity: identityIn(workspace, user, event.user_team) };
  const turn = `slack:${team_id}:${event_id}`;
  // An edited, deleted or joined message is not something said.
  if (type === 'message' && channel_type === 'im' && (subtype === undefined || subtype === 'file_share'))
    return act({ ...actor, turn, message: said(text), surface: 'chat' });
  if (type === 'app_mention' && channel)
    return act({
      ...actor,
      turn,
      message: said(text.replace(MENTION, ' ')),
      surface: 'mention',
      // Where no thread is yet, what is said in one before one person alone is not shown.
      channel: { id: channel, ...(thread_ts ? { thread: thread_ts } : {}) },
    });
  if (type !== 'app_home_opened') return NOTHING;
  return act({ ...actor, turn, message: { kind: tab === 'messages' ? 'hello' : 'home' }, surface: 'home' });
}

/** No sentence is longer; what is longer is not understood either way. */
const LONGEST_TEXT = 8_000;
const MENTION = /<@[A-Z0-9]+(?:\|[^>]*)?>/;

/** Slack escapes three characters, and writes links and names in brackets. https://docs.slack.dev/messaging/formatting-message-text/ */
function said(text: string): Message {
  const plain = text
    .slice(0, LONGEST_TEXT)
    .replace(/<[#@!][^|<>]*\|([^<>]*)>/g, '$1')
    .replace(/<(?:mailto:|tel:)?([^|<>]*)(?:\|[^<>]*)?>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
  return { kind: 'text', text: plain.trim() };
}

function fromCommand(body: CommandBody): Act {
  const { text, user_id, team_id, enterprise_id, channel_id, trigger_id } = body;
  const workspace = { team: team_id, ...(enterprise_id ? { enterprise: enterprise_id } : {}) };
  return {
    workspace,
    identity: identityIn(workspace, user_id),
    turn: `slack:${team_id}:${trigger_id}`,
    message: text.trim() === '' ? { kind: 'text', text: 'help' } : said(text),
    surface: 'command',
    trigger: trigger_id,
    channel: { id: channel_id },
  };
}

/** Buttons whose hidden part opens as a window of its own; nothing is done. */
const BOXES = new Set(['role.tools', 'support.show']);
/** A link: Slack tells of it and opens it by itself. */
const LINKS = new Set(['signin.open']);

function fromActions(body: ActionsBody): Incoming {
  const actor = actorOf(body);
  const [action] = body.actions;
  if (!actor || !action || LINKS.has(action.action_id)) return NOTHING;
  const carried = readCarried(action.value) ?? searched(action, body);
  if (BOXES.has(action.action_id))
    return carried ? { kind: 'box', ...actor, card: carried.id, trigger: body.trigger_id } : NOTHING;
  const verb = action.selected_option ? 'activate.choose' : verbOf(action.action_id);
  const inputs = inputsOf(body.view?.state ?? body.state);
  const { view } = body;
  return act({
    ...actor,
    turn: `slack:${actor.workspace.team}:${body.trigger_id}`,
    message: press(verb, carried, inputs),
    surface: 'button',
    trigger: body.trigger_id,
    ...(body.channel ? { channel: { id: body.channel.id } } : {}),
    ...(view?.type === 'modal' && view.external_id ? { window: view.external_id } : {}),
    ...(view?.type === 'home' ? { onHome: true } : {}),
  });
}

/** A row that a search offered: the card is named by the block that holds the search. */
function searched(
  { selected_option }: ActionsBody['actions'][number],
  body: ActionsBody,
): Carried | undefined {
  const item = selected_option?.value;
  const card = cardOf(body.view?.private_metadata, body.actions[0]?.block_id);
  return card && item ? { ...card, item } : undefined;
}

const SEARCH_BLOCK = /^find:([\w-]{1,64}):(\d{1,9})$/;

function cardOf(metadata: string | undefined, block: string | undefined): Carried | undefined {
  const [, id, v] = SEARCH_BLOCK.exec(block ?? '') ?? [];
  return id === undefined ? readCarried(metadata) : { id, v: Number(v) };
}

/** `noun.verb` of an id that may have the number of a row behind it. */
const verbOf = (id: string): string => /^[a-z]+\.[a-z]+/i.exec(id)?.[0] ?? '';

function press(action: string, carried: Carried | undefined, inputs: Record<string, string>): Message {
  // What was tampered with names no card: the core answers as to one that is gone.
  if (!carried) return { kind: 'press', action: '', card: '', version: 0, inputs: {} };
  const { id, v, item } = carried;
  return { kind: 'press', action, card: id, version: v, ...(item === undefined ? {} : { item }), inputs };
}

function fromSubmission(body: SubmissionBody): Act | undefined {
  const actor = actorOf(body);
  if (!actor) return undefined;
  const { view } = body;
  const carried = readCarried(view.private_metadata);
  // A window whose button only closes it.
  if (carried && carried.action === undefined) return undefined;
  return {
    ...actor,
    turn: `slack:${actor.workspace.team}:${view.id}:${view.hash ?? ''}`,
    message: press(carried?.action ?? '', carried, inputsOf(view.state)),
    surface: 'modal',
    ...(view.external_id ? { window: view.external_id } : {}),
    ...(view.external_id?.startsWith(OPENED_ON_HOME) ? { onHome: true } : {}),
  };
}

const MESSAGE_SHORTCUT = 'pim.shortcut.message';

function fromShortcut(body: ShortcutBody): Act | undefined {
  const actor = actorOf(body);
  if (!actor) return undefined;
  const picked = body.callback_id === MESSAGE_SHORTCUT ? said(body.message?.text ?? '') : undefined;
  const reason = picked?.kind === 'text' ? picked.text : '';
  return {
    ...actor,
    turn: `slack:${actor.workspace.team}:${body.trigger_id}`,
    message: { kind: 'text', text: 'activate', ...(reason ? { reason } : {}) },
    surface: 'shortcut',
    trigger: body.trigger_id,
  };
}

function fromSuggestion(body: SuggestionBody): Incoming {
  const actor = actorOf(body);
  const card = cardOf(body.view?.private_metadata, body.block_id);
  return actor && card ? { kind: 'suggest', ...actor, card: card.id, query: body.value } : NOTHING;
}
