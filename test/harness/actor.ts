import { buttonsOf, fieldsOf, textOf } from './card.js';
import { type Answer, type CardJson, call, must, type Shown } from './surface.js';

export type Platform = 'teams' | 'slack';

/** A window or the home tab, as the surface shows it. */
type Window = { id: string; type: string; blocks: unknown[] } & CardJson;

interface Done {
  turn: string;
  messages: Shown[];
  views?: Window[];
  response?: unknown;
}

/** A person of the sandbox, at their own chat with the bot. */
export interface Actor {
  id: string;
  /** Types a sentence; resolves once it is answered. */
  says(text: string, more?: { deliveries?: number; via?: string; conversation?: string }): Promise<Seen[]>;
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
  /** Nobody else can read it. */
  isPrivate: boolean;
  /** Presses a button by its title or id. */
  clicks(button: string, inputs?: Record<string, string>): Promise<Seen[]>;
  /** Presses a button while something is missing: the client refuses it, or where it does not, the bot asks for it. */
  lacks(button: string, inputs: Record<string, string>): Promise<void>;
  /** The same, for a press that the client itself may refuse. */
  tries(button: string, inputs?: Record<string, string>): Promise<Answer<Done>>;
}

const SOON = 4_000;

/** `base`: address of the sandbox. */
export function actor(base: string, id: string, platform: Platform = 'teams'): Actor {
  const chat = `${base}/sandbox/people/${id}/${platform}`;

  const seen = (shown: Shown): Seen => {
    const press = (button: string, inputs: Record<string, string> = {}) => ({ action: button, inputs });
    const at = `${chat}/${shown.view ? 'views' : 'messages'}/${encodeURIComponent(shown.id)}/actions`;
    return {
      id: shown.id,
      text: textOf(shown),
      fields: fieldsOf(shown.card),
      buttons: buttonsOf(shown.card),
      shown,
      isPrivate: /^(a:|D)/.test(shown.conversation),
      clicks: async (button, inputs) => shownIn(await must<Done>(at, press(button, inputs))).map(seen),
      async lacks(button, inputs) {
        const { status, body } = await call<Done>(at, press(button, inputs));
        if (status === 400 && platform === 'teams') return;
        const said = shownIn(body).map(textOf);
        if (!said.some((text) => /^(Something is missing|A reason is needed)\n/.test(text)))
          throw new Error(`${button} was not refused, but answered ${status}:\n${said.join('\n---\n')}`);
      },
      tries: (button, inputs) => call<Done>(at, press(button, inputs)),
    };
  };

  const messages = async (): Promise<Shown[]> => {
    const views = platform === 'slack' ? await must<Window[]>(`${chat}/views`) : [];
    return shownIn({ messages: await must<Shown[]>(`${chat}/messages`), views });
  };

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
      shownIn(await must<Done>(`${chat}/messages`, { text, ...more })).map(seen),
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

/** The bot's messages, and the window that is open over them. */
function shownIn({ messages, views = [] }: Pick<Done, 'messages' | 'views'>): Shown[] {
  const windows = views.filter(({ type }) => type === 'modal');
  return [
    ...messages.filter((m) => m.from === 'bot'),
    ...windows.map(({ id, ...card }): Shown => ({ id, from: 'bot', conversation: 'D', view: 'modal', card })),
  ];
}
