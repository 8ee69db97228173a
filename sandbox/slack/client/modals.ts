import { viewOf } from '../blocks/surfaces.js';
import { interactionBody } from '../interactions.js';
import { isJson, type Json } from '../json.js';
import { SlackError } from '../refusal.js';
import type { View } from '../views.js';
import { isField, requireSendable } from './fields.js';
import type { Filling, Sheet } from './filling.js';
import { acting, asPayload, type ClientNeeds, type Outcome, TROUBLE } from './needs.js';

interface ModalNeeds extends ClientNeeds {
  filling: Filling;
}

type ModalSheet = Sheet & { view: View };

/** Sends a modal, and does with it what the bot answers. Throws Refusal 400 when the client would not send it. */
export async function submits(
  needs: ModalNeeds,
  sheet: ModalSheet,
  inputs: Record<string, string>,
): Promise<Outcome> {
  const { filling, triggers, delivery, views } = needs;
  const { person, view } = sheet;
  const filled = await filling.fill(sheet, inputs);
  for (const placed of sheet.placed.filter(isField)) requireSendable(placed, filled.of(placed) ?? {});
  return acting(needs, person, async () => {
    const trigger_id = triggers.issue({ person: person.id, inModal: true });
    const more = { ...sheet.about(filled.values), trigger_id, response_urls: [] };
    const ack = await delivery.once(asPayload(interactionBody('view_submission', person, more)));
    const done = ack !== undefined && answered(needs, sheet, ack.body);
    views.warn(view, done ? undefined : TROUBLE);
    return ack;
  });
}

/** Closes the modal on top, and tells the bot if it wants to know. */
export function closes(needs: ModalNeeds, sheet: ModalSheet): Promise<Outcome> {
  const { views, delivery, filling } = needs;
  const { person, view } = sheet;
  const all = view.body.clear_on_close === true;
  const about = sheet.about(filling.values(sheet));
  views.close(view, all);
  return acting(needs, person, async () => {
    if (view.body.notify_on_close !== true) return undefined;
    const body = interactionBody('view_closed', person, { ...about, is_cleared: all });
    return delivery.once(asPayload(body));
  });
}

/**
 * Does what the bot answered; false when it makes no sense, which people see as trouble.
 * https://docs.slack.dev/surfaces/modals#updating_response
 */
function answered({ views }: ModalNeeds, { view, placed }: ModalSheet, body: unknown): boolean {
  if (body === undefined || body === '') {
    views.close(view, false);
    return true;
  }
  const answer = isJson(body) ? body : {};
  try {
    switch (answer.response_action) {
      case 'clear':
        views.close(view, true);
        return true;
      case 'update':
        views.update({ id: view.id }, viewOf(answer.view, 'modal'));
        return true;
      case 'push':
        views.push(view.person, viewOf(answer.view, 'modal'));
        return true;
      case 'errors':
        return Object.keys(isJson(answer.errors) ? answer.errors : {}).every((id) =>
          placed.some(({ block }) => isInput(block, id)),
        );
      default:
        return false;
    }
  } catch (error) {
    if (error instanceof SlackError) return false;
    throw error;
  }
}

const isInput = (block: Json, id: string) => block.type === 'input' && block.block_id === id;
