import { randomUUID } from 'node:crypto';
import express, { type Request, Router } from 'express';
import { decodeJwt } from 'jose';
import { Refusal } from '../refusal.js';
import { BOT_APP_ID } from '../seed.js';
import { type Member, type Roster, userIdOf } from './roster.js';

export interface TokenServiceNeeds {
  roster: Roster;
  origin: string;
  /** Throws when the bearer is not the bot's own token. */
  authorize(bearer: string | undefined): Promise<unknown>;
  /** Throws when what a client handed over is not good for single sign-on. */
  verifyAssertion(jwt: string): Promise<{ oid: string }>;
  /** A user token whose audience is the bot's own API. */
  assertionFor(oid: string): Promise<string>;
  /** The person came back from the sign-in page; their client hands `code` to the bot. True: the bot took it. */
  signedIn(person: Member, code: string): Promise<boolean>;
}

const RENEW_BEFORE_MS = 5 * 60_000;

/**
 * Bot Framework's token service; to be mounted at /teams/token.
 * https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference#user-tokens
 */
export function tokenRoutes(needs: TokenServiceNeeds): Router {
  const held = new Map<string, string>();
  const codes = new Map<string, string>();
  const routes = Router();
  signInPage(routes, needs, codes);
  routes.use(async (request, _response, next) => {
    await needs.authorize(request.get('authorization'));
    next();
  });
  const fresh = async (person: Member, connection: string): Promise<string> => {
    const kept = held.get(keyOf(person, connection));
    const token = kept && !endsSoon(kept) ? kept : await needs.assertionFor(person.oid);
    held.set(keyOf(person, connection), token);
    return token;
  };
  const give = async (person: Member, connection: string) => {
    const token = await fresh(person, connection);
    const expiration = new Date((decodeJwt(token).exp ?? 0) * 1000).toISOString();
    return { channelId: 'msteams', connectionName: connection, token, expiration };
  };
  routes.get('/api/usertoken/GetToken', async (request, response) => {
    const { person, connection } = askedFor(needs.roster, request);
    const code = request.query.code;
    const known = held.has(keyOf(person, connection)) || (code && codes.get(person.id) === code);
    if (known) response.json(await give(person, connection));
    else response.status(404).end();
  });
  routes.post('/api/usertoken/exchange', express.json(), async (request, response) => {
    const { person, connection } = askedFor(needs.roster, request);
    const { oid } = await needs.verifyAssertion(String(request.body?.token)).catch((error: unknown) => {
      throw new Refusal(400, 'BadRequest', `The token cannot be exchanged: ${(error as Error).message}`);
    });
    if (oid !== person.oid) throw new Refusal(400, 'BadRequest', 'The token is of another person.');
    response.json(await give(person, connection));
  });
  routes.delete('/api/usertoken/SignOut', (request, response) => {
    const { person, connection } = askedFor(needs.roster, request);
    held.delete(keyOf(person, connection));
    response.status(204).end();
  });
  routes.get('/api/botsignin/GetSignInResource', (request, response) => {
    response.json(signInResource(needs.origin, String(request.query.state)));
  });
  return routes;
}

function signInResource(origin: string, state: string) {
  const uri = `api://botid-${BOT_APP_ID}`;
  return {
    signInLink: `${origin}/teams/token/signin?state=${encodeURIComponent(state)}`,
    tokenExchangeResource: { id: randomUUID(), uri, providerId: 'Azure Active Directory v2' },
    tokenPostResource: { sasUrl: `${origin}/teams/token/post` },
  };
}

/** Where the link of a sign-in card leads: whoever opens it has signed in. */
function signInPage(
  routes: Router,
  { roster, signedIn }: TokenServiceNeeds,
  codes: Map<string, string>,
): void {
  routes.get('/signin', async (request, response) => {
    const person = roster.byAddress(userOfState(String(request.query.state)));
    if (!person) throw new Refusal(400, 'BadArgument', 'The link names nobody of this tenant.');
    const code = String(Math.floor(100_000 + Math.random() * 900_000));
    codes.set(person.id, code);
    const taken = await signedIn(person, code);
    const next = taken ? 'You can close this page.' : 'The bot did not take it. Open this page again.';
    response
      .status(taken ? 200 : 503)
      .type('text/plain')
      .send(`Signed in as ${person.name}. ${next}`);
  });
}

function userOfState(state: string): string {
  try {
    const read = JSON.parse(Buffer.from(state, 'base64').toString()) as {
      conversation?: { user?: { id?: string } };
    };
    return String(read.conversation?.user?.id);
  } catch {
    throw new Refusal(400, 'BadArgument', 'The state of the link cannot be read.');
  }
}

function askedFor(roster: Roster, request: Request): { person: Member; connection: string } {
  const { userId, connectionName } = request.query;
  const person = roster.people.find((member) => userIdOf(member) === userId);
  if (!person) throw new Refusal(404, 'NotFound', `No user ${userId} on this channel.`);
  return { person, connection: String(connectionName) };
}

const keyOf = (person: Member, connection: string) => `${person.id} ${connection}`;
const endsSoon = (token: string) => (decodeJwt(token).exp ?? 0) * 1000 - Date.now() < RENEW_BEFORE_MS;
