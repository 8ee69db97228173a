import { Refusal } from '../../refusal.js';
import type { SeedPerson } from '../../tenant/entities.js';
import { messagePayload } from '../events.js';
import { viewPayload } from '../interactions.js';
import { type Json, objectsIn } from '../json.js';
import type { Kept } from '../messages.js';
import type { View } from '../views.js';
import { placedIn } from './fields.js';
import type { Sheet } from './filling.js';
import type { ClientNeeds } from './needs.js';

/** The message of that id. Throws Refusal 404 when the person sees none. */
export function messageSheet(
  { messages, workspace }: ClientNeeds,
  person: SeedPerson,
  id: string,
): Sheet & { message: Kept } {
  const message = messages.seen(person, id);
  if (!message?.blocks?.length) {
    const cards = messages.seenBy(person).filter(({ card }) => card);
    const words = message ? `Message ${id} has no blocks.` : `${person.name} sees no message ${id}.`;
    const list = cards.map((card) => card.id).join(', ') || 'none';
    throw new Refusal(404, 'MessageNotFound', `${words} Messages with blocks: ${list}.`);
  }
  const { channel, ts, to } = message;
  const container = {
    type: 'message',
    message_ts: ts,
    channel_id: channel,
    is_ephemeral: to !== undefined,
  };
  const about = (values: Json) => ({
    container,
    channel: { id: channel, name: workspace.place(channel)?.name },
    ...(to === undefined ? { message: messagePayload(message) } : {}),
    state: { values },
  });
  return { person, id, placed: placedIn(message.blocks), about, message };
}

/** The modal on top or the home page, by its id. Throws Refusal 404 when it is not before the person. */
export function viewSheet({ views }: ClientNeeds, person: SeedPerson, id: string): Sheet & { view: View } {
  const seen = views.seenBy(person);
  const view = views.find(id);
  if (!view || !seen.some((one) => one.id === id)) {
    const list = seen.map((one) => `${one.id} (${one.type})`).join(', ') || 'none';
    throw new Refusal(404, 'ViewNotFound', `${person.name} sees no view ${id}. There is: ${list}.`);
  }
  const about = (values: Json) => ({
    container: { type: 'view', view_id: view.id },
    view: viewPayload(view, values),
  });
  return { person, id, placed: placedIn(objectsIn(view.body.blocks)), about, view };
}
