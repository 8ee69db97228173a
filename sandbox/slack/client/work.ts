import { Refusal } from '../../refusal.js';
import type { SeedPerson } from '../../tenant/entities.js';
import type { Ack } from '../delivery.js';
import { interactionBody } from '../interactions.js';
import { type Json, objectsIn } from '../json.js';
import { isField } from './fields.js';
import type { Filling, Sheet } from './filling.js';
import { closes, submits } from './modals.js';
import { acting, asPayload, type ClientNeeds, type Outcome, TROUBLE } from './needs.js';
import { actionOf, findPressed } from './press.js';
import { messageSheet, viewSheet } from './sheets.js';

export interface Click {
  /** An action_id, or what is on the button; in a modal also `submit` and `close`. */
  action: string;
  inputs: Record<string, string>;
}

interface Working extends ClientNeeds {
  filling: Filling;
}

/** Presses or chooses something in a message. */
export async function worksInMessage(
  needs: Working,
  person: SeedPerson,
  id: string,
  click: Click,
): Promise<Outcome> {
  const { messages, triggers, urls } = needs;
  const sheet = messageSheet(needs, person, id);
  const actions = await pressIn(needs, sheet, click);
  const { channel } = sheet.message;
  return acting(needs, person, async () => {
    const ack = await send(needs, sheet, {
      actions,
      trigger_id: triggers.issue({ person: person.id, inModal: false }),
      response_url: urls.issue({ channel, person: person.id, message: sheet.message }),
    });
    if (!ack) messages.add({ channel, from: 'slack', to: person.id, text: TROUBLE });
    return ack;
  });
}

/** Presses or chooses something in a modal or on the home page; sends or closes a modal. */
export async function worksInView(
  needs: Working,
  person: SeedPerson,
  id: string,
  click: Click,
): Promise<Outcome> {
  const { views, triggers, filling } = needs;
  const sheet = viewSheet(needs, person, id);
  const { view } = sheet;
  const hasAction = sheet.placed.some(({ element }) => element.action_id === click.action);
  if (view.type === 'modal' && !hasAction) {
    if (isMeant(view.body.submit, click.action, 'submit')) return submits(needs, sheet, click.inputs);
    if (isMeant(view.body.close ?? { text: 'Cancel' }, click.action, 'close')) return closes(needs, sheet);
  }
  const actions = await pressIn({ filling }, sheet, click);
  return acting(needs, person, async () => {
    const trigger_id = triggers.issue({ person: person.id, inModal: view.type === 'modal' });
    const ack = await send(needs, sheet, { actions, trigger_id });
    views.warn(view, ack ? undefined : TROUBLE);
    return ack;
  });
}

const isMeant = (button: unknown, action: string, name: string) =>
  objectsIn([button]).some(({ text }) => action === name || action === text);

/** What is pressed, with all fields filled first. Throws Refusal 400 when a choice is to be made and none is. */
async function pressIn({ filling }: { filling: Filling }, sheet: Sheet, click: Click): Promise<Json[]> {
  const pressed = findPressed(sheet.placed, click.action);
  const filled = await filling.fill(sheet, click.inputs);
  const { element } = pressed.placed;
  if (isField(pressed.placed) && click.inputs[String(element.action_id)] === undefined)
    throw new Refusal(
      400,
      'ChoiceMissing',
      `"${element.action_id}" is a field: say in "inputs" what is put there.`,
    );
  return [actionOf(pressed, filled.of(pressed.placed))];
}

function send({ delivery, filling }: Working, sheet: Sheet, more: Json): Promise<Ack | undefined> {
  const about = sheet.about(filling.values(sheet));
  return delivery.once(asPayload(interactionBody('block_actions', sheet.person, { ...about, ...more })));
}
