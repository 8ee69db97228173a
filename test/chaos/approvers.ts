import type { Chats, Seen } from './chats.js';
import { type Dice, pause } from './dice.js';
import type { Act } from './judge.js';
import { presses } from './people.js';

interface Approver {
  base: string;
  person: string;
  oid: string;
  dice: Dice;
  chats: Chats;
  note(act: Act): Act;
  open(): boolean;
}

const AGAIN_AFTER = 5_000;

/** Decides on every card that asks for it, again when a press was not taken; two approvers meet on each. */
export async function decide(approver: Approver): Promise<void> {
  const { chats, person, dice } = approver;
  const pressed = new Map<string, number>();
  while (approver.open()) {
    const card = chats
      .of(person)
      .find(({ id, word }) => word === 'asked' && Date.now() - (pressed.get(id) ?? 0) > AGAIN_AFTER);
    if (card) {
      pressed.set(card.id, Date.now());
      await press(approver, card);
    }
    await pause(dice.from(100, 800));
  }
}

async function press({ base, person, oid, dice, note }: Approver, card: Seen): Promise<void> {
  const action = dice.chance(0.75) ? 'approval.approve' : 'approval.deny';
  const act = note({
    kind: 'decide',
    person,
    oid,
    subject: card.subject ?? '',
    token: card.token ?? '',
    at: card.at,
    accepted: false,
    message: card.id,
  });
  act.accepted = await presses({ base, person }, card, { action, inputs: { reason: 'it is a drill' } });
}
