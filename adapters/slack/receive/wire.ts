import { z } from 'zod/v4';
import type { Identity, Workspace } from '../identity.js';

const Id = z.string().regex(/^[A-Z0-9]{2,24}$/);
const Text = z.string().max(40_000);
const Token = z.string().min(1).max(200);

/** https://docs.slack.dev/apis/events-api/#events-JSON */
const EventBody = z.object({
  type: z.literal('event_callback'),
  event_id: Token,
  team_id: Id,
  enterprise_id: Id.nullish(),
  event: z.object({
    type: z.string(),
    subtype: z.string().optional(),
    user: Id.optional(),
    /** Where the writer is from, in a channel shared with others. */
    user_team: Id.optional(),
    bot_id: z.string().optional(),
    channel: Id.optional(),
    channel_type: z.string().optional(),
    text: Text.optional(),
    ts: Token.optional(),
    thread_ts: Token.optional(),
    tab: z.string().optional(),
    tokens: z.object({ bot: z.array(z.string()).optional() }).optional(),
  }),
  event_time: z.number().optional(),
  /** Where the app is installed; the outer ids may be the writer's, in a channel shared with others. */
  authorizations: z
    .array(
      z.object({
        team_id: Id.nullish(),
        enterprise_id: Id.nullish(),
        is_enterprise_install: z.boolean().optional(),
      }),
    )
    .optional(),
});

/** https://docs.slack.dev/interactivity/implementing-slash-commands/#app_command_handling */
const CommandBody = z.object({
  command: Token,
  text: Text.optional().default(''),
  user_id: Id,
  team_id: Id,
  enterprise_id: Id.optional(),
  channel_id: Id,
  trigger_id: Token,
});

const Value = z.object({
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
});
const Values = z.object({ values: z.record(z.string(), z.record(z.string(), Value)) });

const View = z.object({
  id: Token,
  type: z.string(),
  hash: Token.optional(),
  external_id: z.string().optional(),
  private_metadata: z.string().max(3_000).optional(),
  app_installed_team_id: Id.nullish(),
  state: Values.optional(),
});

const Interactive = z.object({
  user: z.object({ id: Id, team_id: Id.optional() }),
  team: z.object({ id: Id }).nullish(),
  enterprise: z.object({ id: Id }).nullish(),
  trigger_id: Token.optional(),
  view: View.optional(),
});

/** https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
const ActionsBody = Interactive.extend({
  type: z.literal('block_actions'),
  trigger_id: Token,
  /** Where the button is; on a home tab and in a window there is none. */
  channel: z.object({ id: Id }).nullish(),
  actions: z
    .array(
      Value.extend({
        action_id: Token,
        block_id: z.string().optional(),
        value: z.string().max(2_000).optional(),
      }),
    )
    .min(1),
  state: Values.optional(),
});

/** https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
const SubmissionBody = Interactive.extend({ type: z.literal('view_submission'), view: View });

/** https://docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload */
const ShortcutBody = Interactive.extend({
  type: z.enum(['shortcut', 'message_action']),
  trigger_id: Token,
  callback_id: Token,
  message: z.object({ text: Text.optional() }).optional(),
});

/** https://docs.slack.dev/reference/interaction-payloads/block_suggestion-payload */
const SuggestionBody = Interactive.extend({
  type: z.literal('block_suggestion'),
  value: z.string().max(1_000),
  action_id: Token,
  block_id: Token,
});

export type EventBody = z.infer<typeof EventBody>;
export type CommandBody = z.infer<typeof CommandBody>;
export type ActionsBody = z.infer<typeof ActionsBody>;
export type SubmissionBody = z.infer<typeof SubmissionBody>;
export type ShortcutBody = z.infer<typeof ShortcutBody>;
export type SuggestionBody = z.infer<typeof SuggestionBody>;
type Interactive = z.infer<typeof Interactive>;
export type Body = EventBody | CommandBody | ActionsBody | SubmissionBody | ShortcutBody | SuggestionBody;

const BODIES: Record<string, z.ZodType<Body> | undefined> = {
  event_callback: EventBody,
  block_actions: ActionsBody,
  view_submission: SubmissionBody,
  shortcut: ShortcutBody,
  message_action: ShortcutBody,
  block_suggestion: SuggestionBody,
};

/** `undefined`: nothing that this bot is asked for. */
export function readBody(body: object): Body | undefined {
  // A command alone has no type.
  const shape = 'type' in body ? BODIES[String(body.type)] : CommandBody;
  return shape?.safeParse(body).data;
}

/** What a button, a row or a modal carries: the card's opaque id ('' where none is kept), its version, and its row. Never facts. */
const CarriedShape = z.object({
  id: z.string().regex(/^[\w-]{0,64}$/),
  v: z.int().min(0),
  item: z.string().max(64).optional(),
  action: z.string().max(64).optional(),
});
export type Carried = z.infer<typeof CarriedShape>;

export function readCarried(text: string | undefined): Carried | undefined {
  try {
    return CarriedShape.safeParse(JSON.parse(text ?? '')).data;
  } catch {
    return undefined;
  }
}

const LONGEST_FIELD = 4_000;

/** What is filled in, by the fields' names. */
export function inputsOf(state: z.infer<typeof Values> | undefined): Record<string, string> {
  const fields = Object.values(state?.values ?? {}).flatMap((block) => Object.entries(block));
  const filled = fields.map(([name, { value, selected_option }]): [string, string] => [
    name,
    (value ?? selected_option?.value ?? '').slice(0, LONGEST_FIELD),
  ]);
  return Object.fromEntries(filled.filter(([name, text]) => /^[A-Za-z]\w{0,63}$/.test(name) && text !== ''));
}

/** Who acts, and where the app is that they act on. */
export interface Actor {
  identity: Identity;
  workspace: Workspace;
}

/**
 * By Slack's word alone. In an organisation `user.team_id` may be the organisation's own id; someone of another one, in
 * a channel that is shared with it, is nobody's of ours.
 */
export function actorOf(body: Interactive): Actor | undefined {
  const installed = body.view?.app_installed_team_id ?? body.team?.id ?? body.user.team_id;
  if (installed === undefined) return undefined;
  const enterprise = body.enterprise?.id;
  const workspace = { team: installed, ...(enterprise ? { enterprise } : {}) };
  return { workspace, identity: identityIn(workspace, body.user.id, body.user.team_id) };
}

/** `home`: the team that Slack names for the person themself. */
export function identityIn(workspace: Workspace, user: string, home?: string): Identity {
  const isOurs = home === undefined || home === workspace.team || home === workspace.enterprise;
  return isOurs ? { ...workspace, user } : { team: home, user };
}
