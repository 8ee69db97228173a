import type { Router } from 'express';
import type { Bots } from '../bots.js';
import type { Clock } from '../clock.js';
import { type Activity, createActivities } from './activities.js';
import { createChannel } from './channel.js';
import { type Client, createClient } from './client.js';
import { connectorRoutes } from './connector.js';
import { createDelivery } from './delivery.js';
import { createMessages, type MessageChange, type MessageStore } from './messages.js';
import { createRoster, type Member, type Roster } from './roster.js';
import { createSignIn, type SignIn } from './sign-in.js';
import { tokenRoutes } from './tokens.js';

/** The sign-in service, as far as Teams needs it. */
interface TeamsLogin {
  verify(bearer: string | undefined, audience: 'botframework'): Promise<unknown>;
  verifyAssertion(jwt: string): Promise<{ oid: string }>;
  assertionFor(oid: string): Promise<string>;
  ssoTokenFor(oid: string): Promise<string>;
}

export interface TeamsNeeds {
  people: readonly Member[];
  clock: Clock;
  bots: Bots;
  login: TeamsLogin;
  /** Where the sandbox answers, without a trailing slash. */
  origin: string;
  tell(change: MessageChange): void;
  typing(person: Member): void;
}

export interface Teams {
  connector: Router;
  token: Router;
  /** The channel's OpenID document and keys. */
  channel: Router;
  roster: Roster;
  messages: MessageStore;
  client: Client;
  signIn: SignIn;
}

/** Everything of Teams and Bot Framework that the bot meets: connector, token service, and the clients of all people. */
export async function createTeams({
  people,
  clock,
  bots,
  login,
  origin,
  tell,
  typing,
}: TeamsNeeds): Promise<Teams> {
  const serviceUrl = `${origin}/teams/connector/`;
  const roster = createRoster(people);
  const messages = createMessages({ clock, roster, tell });
  const activities = createActivities({ clock, serviceUrl });
  const channel = await createChannel(origin);
  const delivery = createDelivery(bots);
  const sign = () => channel.authorization(serviceUrl);
  const send = async (activity: Activity) => delivery.deliver(activity, { authorization: await sign() });
  const ssoTokenFor = (oid: string) => login.ssoTokenFor(oid);
  const signIn = createSignIn({ messages, activities, send, ssoTokenFor });
  const client = createClient({ roster, messages, activities, delivery, signIn, sign, send });
  const authorize = (bearer: string | undefined) => login.verify(bearer, 'botframework');
  const offerSignIn = signIn.offer;
  const connector = connectorRoutes({
    roster,
    messages,
    activities,
    serviceUrl,
    authorize,
    offerSignIn,
    typing,
  });
  const token = tokenRoutes({
    roster,
    origin,
    authorize,
    verifyAssertion: (jwt) => login.verifyAssertion(jwt),
    assertionFor: (oid) => login.assertionFor(oid),
    signedIn: signIn.returned,
  });
  return { connector, token, channel: channel.routes, roster, messages, client, signIn };
}
