import type { TurnContext } from 'botbuilder';
import type { Channel, Verified } from '../channel.js';
import type { Activity } from '../wire.js';
import type { Answer } from './answers.js';

type Route = 'message' | 'hello' | 'press' | 'exchange' | 'code' | 'failure';
export type Handlers = Record<Route, (activity: Activity) => Promise<Answer>>;

/** Brings verified activities to their handlers. */
export interface Routes {
  ready(): Promise<void>;
  run(verified: Verified, incoming: { body: object; activity: Activity }): Promise<Answer>;
}

interface Exchange {
  activity: Activity;
  answer: Answer;
}

const INVOKES: Record<string, Route> = {
  'adaptiveCard/action': 'press',
  'signin/tokenExchange': 'exchange',
  'signin/verifyState': 'code',
  'signin/failure': 'failure',
};
const EXCHANGE = Symbol('what came, and what is answered');
const NOT_IMPLEMENTED: Answer = { status: 501 };
const NOTHING_TO_DO: Answer = { status: 200 };

/**
 * Routing by `@microsoft/teams-ai`'s Application. Its own routes are not used: they match words inside words, put one
 * person's card in front of all, and answer an error with 501 and nothing; see docs/teams.md.
 */
export function routes(channel: Channel, handlers: Handlers): Routes {
  let loaded: ReturnType<typeof load> | undefined;
  const sdk = () => {
    loaded ??= load(channel, handlers);
    return loaded;
  };
  return {
    ready: async () => void (await sdk()),
    async run(verified, { body, activity }) {
      const { adapter, application } = await sdk();
      const answer = activity.type === 'invoke' ? NOT_IMPLEMENTED : NOTHING_TO_DO;
      const exchange: Exchange = { activity, answer };
      type Incoming = Parameters<typeof adapter.processActivityDirect>[1];
      await adapter.processActivityDirect(verified, body as Incoming, async (context) => {
        context.turnState.set(EXCHANGE, exchange);
        await application.run(context);
      });
      return exchange.answer;
    },
  };
}

async function load(channel: Channel, handlers: Handlers) {
  const [{ Application }, adapter] = await Promise.all([import('@microsoft/teams-ai'), channel.adapter()]);
  const application = new Application({ removeRecipientMention: false });
  // `startTypingTimer: false` is ignored, and one timer is shared by all turns.
  application.startTypingTimer = () => undefined;
  for (const [route, handle] of Object.entries(handlers))
    application.addRoute(
      async (context) => routeOf(exchangeOf(context).activity) === route,
      async (context) => {
        const exchange = exchangeOf(context);
        exchange.answer = await handle(exchange.activity);
      },
      Object.values(INVOKES).includes(route as Route),
    );
  return { adapter, application };
}

function exchangeOf(context: TurnContext): Exchange {
  return context.turnState.get(EXCHANGE) as Exchange;
}

function routeOf({ type, name }: Activity): Route | undefined {
  if (type === 'message') return 'message';
  return type === 'invoke' ? INVOKES[name ?? ''] : 'hello';
}
