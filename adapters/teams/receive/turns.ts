import type { Conversation, Message, Turn } from '../../../bot/turn.js';
import { toConversation } from '../references.js';
import { type Activity, type Entity, readEntities } from '../wire.js';
import { personOf } from './person.js';
import { toPress } from './presses.js';

/** Someone whom the bot does not serve: of another tenant, or without an identity in Entra. */
export interface Refusal {
  refused: 'guest';
  conversation: Conversation;
  locale: string;
  zone: string;
}

/**
 * What a verified activity means to the bot. `undefined`: nothing, as when another person joins a team.
 * `now` is ms since epoch.
 */
export function toTurn(
  activity: Activity,
  { tenantId, now }: { tenantId: string; now: number },
): Turn | Refusal | undefined {
  const message = toMessage(activity);
  if (!message) return undefined;
  const entities = readEntities(activity);
  const client = entities.find((entity) => entity.type === 'clientInfo');
  const common = {
    conversation: toConversation(activity, tenantId),
    locale: localeOf([activity.locale, client?.locale]),
    zone: zoneOf([client?.timezone, activity.localTimezone]),
  };
  const person = personOf(activity, tenantId);
  if (!person) return { refused: 'guest', ...common };
  const { name } = activity.from;
  return {
    id: `teams:${activity.conversation.id}:${activity.id}`,
    person,
    ...(name ? { displayName: name } : {}),
    ...common,
    message,
    at: now,
  };
}

function toMessage(activity: Activity): Message | undefined {
  switch (activity.type) {
    case 'message':
      return { kind: 'text', text: withoutMentions(activity) };
    case 'invoke':
      return activity.name === 'adaptiveCard/action' ? toPress(activity.value) : undefined;
    case 'installationUpdate':
      return activity.action === 'add' ? { kind: 'hello' } : undefined;
    case 'conversationUpdate':
      return isBotAdded(activity) ? { kind: 'hello' } : undefined;
  }
}

const isBotAdded = ({ membersAdded, recipient }: Activity) =>
  membersAdded?.some((member) => member.id === recipient.id) ?? false;

/** A mention of the bot only addresses it; one of a person is that person's name. */
function withoutMentions(activity: Activity): string {
  let text = activity.text ?? '';
  for (const mention of readEntities(activity).filter(isMention)) {
    const name = mention.mentioned.id === activity.recipient.id ? ' ' : (mention.mentioned.name ?? ' ');
    text = text.replaceAll(mention.text, () => name);
  }
  // Teams writes the gap after a mention as a no-break space, at times as an entity.
  return text.replaceAll('&nbsp;', ' ').replaceAll('\u00a0', ' ').trim();
}

type Mention = Entity & { text: string; mentioned: NonNullable<Entity['mentioned']> };
const isMention = (entity: Entity): entity is Mention =>
  entity.type === 'mention' && Boolean(entity.text) && entity.mentioned !== undefined;

function localeOf(candidates: (string | undefined)[]): string {
  return firstValid(candidates, (tag) => Intl.getCanonicalLocales(tag)[0]) ?? 'en-US';
}

function zoneOf(candidates: (string | undefined)[]): string {
  const named = (zone: string) =>
    new Intl.DateTimeFormat('en-US', { timeZone: zone }).resolvedOptions().timeZone;
  // An offset such as +02:00 is no zone: it knows nothing of summer.
  const zones = candidates.filter((candidate) => candidate && /^[A-Za-z]/.test(candidate));
  return firstValid(zones, named) ?? 'UTC';
}

function firstValid(
  candidates: (string | undefined)[],
  read: (text: string) => string | undefined,
): string | undefined {
  for (const candidate of candidates) {
    if (!candidate || candidate.length > 64) continue;
    try {
      return read(candidate);
    } catch {
      // Not a name that this runtime knows: the next candidate may be.
    }
  }
  return undefined;
}
