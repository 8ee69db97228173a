import type { Message, Press, Turn } from '../../../bot/turn.js';
import type { View, ViewName } from '../../../bot/views/views.js';
import type { Delivery, World } from '../world.js';
import { person, TENANT } from './cast.js';
import { chatWith, type Shown } from './chat.js';

type ViewOf<N extends ViewName> = Extract<View, { name: N }>;

/** A card before its reader. */
export interface Seen<N extends ViewName = ViewName> {
  message: string;
  view: ViewOf<N>;
  presses(action: string, inputs?: Record<string, string>, item?: string): Promise<Delivery>;
  /** The turn that such a press is, not handed over yet. */
  press(action: string, inputs?: Record<string, string>, item?: string): Turn;
}

/** A person at their own chat with the bot. */
export interface Actor {
  oid: string;
  says(text: string): Promise<Delivery>;
  /** Presses on the card that the person last saw change. */
  presses(action: string, inputs?: Record<string, string>, item?: string): Promise<Delivery>;
  /** The last message that shows that view; fails when there is none. */
  sees<N extends ViewName>(name: N): Seen<N>;
  /** Every message of the bot to this person, the last touched last. */
  messages(): Shown[];
  /** A turn of this person, not handed over yet. */
  turn(message: Message): Turn;
}

/** Turns of one world are counted over all its people. */
const counts = new WeakMap<object, number>();

type Around = Pick<World, 'chat' | 'clock' | 'deliver'>;

export const actorsOf =
  (world: () => Around) =>
  (oid: string): Actor => {
    const turn = (message: Message): Turn => {
      const { chat, clock } = world();
      const count = (counts.get(chat) ?? 0) + 1;
      counts.set(chat, count);
      return {
        id: `t${count}`,
        person: { tenant: TENANT, oid },
        displayName: person(oid).name,
        conversation: chatWith(oid),
        message,
        locale: 'en-GB',
        zone: 'Europe/Berlin',
        at: clock.now(),
      };
    };
    const seen = <N extends ViewName>({ id, card }: Shown): Seen<N> => {
      const press: Seen['press'] = (action, inputs = {}, item) => turn(pressOn(card, action, inputs, item));
      return {
        message: id,
        view: card.view as ViewOf<N>,
        press,
        presses: (...given) => world().deliver(press(...given)),
      };
    };
    const messages = () => world().chat.of(oid);
    return {
      oid,
      messages,
      turn,
      says: (text) => world().deliver(turn({ kind: 'text', text })),
      async presses(...given) {
        const last = messages().at(-1);
        if (!last) throw new Error(`${oid} sees no card`);
        return seen(last).presses(...given);
      },
      sees<N extends ViewName>(name: N) {
        const found = messages().findLast(({ card }) => card.view.name === name);
        if (found) return seen<N>(found);
        const shown = messages().map(({ card }) => JSON.stringify(card.view));
        throw new Error(`${oid} does not see "${name}", but:\n${shown.join('\n')}`);
      },
    };
  };

const pressOn = (
  card: { id: string; version: number },
  action: string,
  inputs: Record<string, string>,
  item?: string,
): Press => ({
  kind: 'press',
  action,
  card: card.id,
  version: card.version,
  inputs,
  ...(item === undefined ? {} : { item }),
});
