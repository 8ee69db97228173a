import { buttonsOf, fieldsOf, textOf } from './card.js';
import { type Answer, call, must, type Shown } from './surface.js';

interface Done {
  turn: string;
  messages: Shown[];
  response?: unknown;
}

/** A person of the sandbox, at their own chat with the bot. */
export interface Actor {
  id: string;
  /** Types a sentence; resolves once it is answered. */
  says(text: string, more?: { deliveries?: number; via?: string }): Promise<Seen[]>;
  /** The last message of the bot that shows all of these texts; fails when there is none. */
  sees(...texts: string[]): Promise<Seen>;
  /** A message as it looks now. */
  shows(id: string): Promise<Seen>;
  /** Waits until it shows: for what comes by itself. */
  soonSees(...texts: string[]): Promise<Seen>;
  /** Messages of the bot, as they look now. */
  messages(): Promise<Shown[]>;
  /** A hand-made event, signed as the channel would or not. */
  raw(
    body: unknown,
    sign: boolean,
    headers?: Record<string, string>,
  ): Promise<{ status: number; body: unknown }>;
}

/** A message of the bot before a person. */
export interface Seen {
  id: string;
  text: string;
  fields: string[];
  buttons: string[];
  shown: Shown;
  /** Presses a button by its title or id. */
  clicks(button: string, inputs?: Record<string, string>): Promise<Seen[]>;
  /** The same, for a press that the client itself may refuse. */
  tries(button: string, inputs?: Record<string, string>): Promise<Answer<Done>>;
}

const SOON = 4_000;

/** `base`: address of the sandbox. */
export function actor(base: string, id: string): Actor {
  const chat = `${base}/sandbox/people/${id}/teams`;

  const seen = (shown: Shown): Seen => {
    const press = (button: string, inputs: Record<string, string> = {}) => ({ action: button, inputs });
    const at = `${chat}/messages/${encodeURIComponent(shown.id)}/actions`;
    return {
      id: shown.id,
      text: textOf(shown),
      fields: fieldsOf(shown.card),
      buttons: buttonsOf(shown.card),
      shown,
      clicks: async (button, inputs) =>
        ofBot((await must<Done>(at, press(button, inputs))).messages).map(seen),
      tries: (button, inputs) => call<Done>(at, press(button, inputs)),
    };
  };

  const messages = async (): Promise<Shown[]> => ofBot(await must<Shown[]>(`${chat}/messages`));

  const find = async (texts: string[]): Promise<Seen | undefined> =>
    (await messages())
      .map(seen)
      .reverse()
      .find((m) => texts.every((text) => m.text.includes(text)));

  const missing = async (texts: string[]): Promise<Error> => {
    const last = (await messages()).slice(-3).map((m) => `---\n${textOf(m)}`);
    return new Error(
      `${id} does not see ${texts.map((t) => `"${t}"`).join(' and ')}, but:\n${last.join('\n')}`,
    );
  };

  return {
    id,
    messages,
    says: async (text, more = {}) =>
      ofBot((await must<Done>(`${chat}/messages`, { text, ...more })).messages).map(seen),
    async sees(...texts) {
      const found = await find(texts);
      if (!found) throw await missing(texts);
      return found;
    },
    async shows(id) {
      const found = (await messages()).find((m) => m.id === id);
      if (!found) throw new Error(`there is no message ${id}`);
      return seen(found);
    },
    async soonSees(...texts) {
      for (const until = Date.now() + SOON; ; ) {
        const found = await find(texts);
        if (found) return found;
        if (Date.now() > until) throw await missing(texts);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    raw: (body, sign, headers) => must(`${chat}/raw`, { body, sign, ...(headers ? { headers } : {}) }),
  };
}

const ofBot = (messages: Shown[]): Shown[] => messages.filter((m) => m.from === 'bot');
