import { z } from 'zod/v4';
import type { Conversation } from '../../bot/turn.js';
import { type Identity, identityId, type Workspace } from './identity.js';

const ReferenceShape = z.object({
  team: z.string(),
  enterprise: z.string().optional(),
  user: z.string().optional(),
  /** Absent: the user's direct message. */
  channel: z.string().optional(),
  /** The message that is answered, in a channel. */
  thread: z.string().optional(),
});
/** Where a conversation is, in Slack's ids. */
export type Reference = z.infer<typeof ReferenceShape>;

/** `modal`: external id of a window that is open for the answer. `home`: the answer is the person's home tab. */
const OccasionShape = z.object({ modal: z.string().optional(), home: z.boolean().optional() });
export type Occasion = z.infer<typeof OccasionShape>;

/** The direct message with someone, in the workspace where they were heard. */
export function directMessage(
  identity: Identity,
  workspace: Workspace = identity,
  occasion?: Occasion,
): Conversation {
  const { team, enterprise } = workspace;
  const reference: Reference = { team, user: identity.user, ...(enterprise ? { enterprise } : {}) };
  return {
    platform: 'slack',
    id: identityId(identity),
    personal: true,
    reference,
    ...(occasion ? { occasion } : {}),
  };
}

/** A channel in which someone mentioned the bot; `thread`: inside one. */
export function channelOf(
  identity: Identity,
  workspace: Workspace,
  { id: channel, thread }: { id: string; thread?: string | undefined },
): Conversation {
  const { reference } = directMessage(identity, workspace);
  const inside = thread ? { thread } : {};
  return {
    platform: 'slack',
    id: `${identityId(identity)}:${channel}`,
    personal: false,
    reference: { ...(reference as Reference), channel, ...inside },
  };
}

/** Whether a channel's id is that of a direct message. https://docs.slack.dev/reference/objects/conversation-object */
export const isDirect = ({ id }: { id: string }): boolean => id.startsWith('D');

/** A channel known by its id alone. */
export function approvalsChannel(team: string, channel: string): Conversation {
  const reference: Reference = { team, channel };
  return { platform: 'slack', id: `slack:${team}:${channel}`, personal: false, reference };
}

/** `undefined`: not a conversation in Slack. */
export function readReference(conversation: Conversation): Reference | undefined {
  if (conversation.platform !== 'slack') return undefined;
  return ReferenceShape.safeParse(conversation.reference).data;
}

export const readOccasion = ({ occasion }: Conversation): Occasion =>
  (occasion === undefined ? undefined : OccasionShape.safeParse(occasion).data) ?? {};

/** A message that shows a card: `{channel}/{ts}`, `modal/{external id}` or `home`. */
export type Place =
  | { kind: 'message'; channel: string; ts: string }
  | { kind: 'modal'; externalId: string }
  | { kind: 'home' };

export function placeOf(message: string): Place {
  if (message === 'home') return { kind: 'home' };
  const at = message.indexOf('/');
  const [first, rest] = [message.slice(0, at), message.slice(at + 1)];
  return first === 'modal'
    ? { kind: 'modal', externalId: rest }
    : { kind: 'message', channel: first, ts: rest };
}
