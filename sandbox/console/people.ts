import { type Request, Router } from 'express';
import { Refusal } from '../refusal.js';
import type { Client, Said } from '../teams/client.js';
import type { MessageStore } from '../teams/messages.js';
import type { Member, Roster } from '../teams/roster.js';

export interface PeopleNeeds {
  roster: Roster;
  messages: MessageStore;
  client: Client;
  tokenFor(
    oid: string,
    audience: 'arm' | 'graph',
    extra: { amr?: string[]; acrs?: string[] },
  ): Promise<string>;
}

type Body = Record<string, unknown>;

const CHAT = '/:person/:platform';
const MOST_DELIVERIES = 50;

/** Who one can be, and what one does and sees as that person; to be mounted at /sandbox/people. */
export function peopleRoutes({ roster, messages, client, tokenFor }: PeopleNeeds): Router {
  const routes = Router();
  const who = (request: Request) => personOf(roster, request);
  const inTeams = (request: Request) => {
    const platform = request.params.platform;
    if (platform === 'teams') return who(request);
    throw new Refusal(404, 'PlatformNotFound', `There is no platform "${platform}" here. There is: teams.`);
  };
  routes.get('/', (_request, response) => {
    response.json(roster.people.map((person) => described(person, roster)));
  });
  routes.get('/:person/token', async (request, response) => {
    const { oid } = who(request);
    response.json({ access_token: await tokenFor(oid, audienceOf(request), strengthOf(request)) });
  });
  routes.get(
    `${CHAT}/messages`,
    (request, response) => void response.json(messages.seenBy(inTeams(request))),
  );
  routes.post(`${CHAT}/messages`, async (request, response) => {
    response.json(await client.says(inTeams(request), saidIn(bodyOf(request))));
  });
  routes.post(`${CHAT}/messages/:message/actions`, async (request, response) => {
    const { action, inputs = {} } = bodyOf(request);
    const click = { action: words(action, 'action'), inputs: inputsOf(inputs) };
    response.json(await client.clicks(inTeams(request), String(request.params.message), click));
  });
  // Teams has no modal and no home page of an app that a bot draws.
  routes.get(`${CHAT}/views`, (request, response) => {
    inTeams(request);
    response.json([]);
  });
  routes.post(`${CHAT}/views/:view/actions`, (request) => {
    inTeams(request);
    throw new Refusal(
      404,
      'ViewNotFound',
      `There is no view ${request.params.view}. In Teams there are none.`,
    );
  });
  routes.post(`${CHAT}/options`, async (request, response) => {
    const { messageId, actionId, query } = bodyOf(request);
    const asked = { input: words(actionId, 'actionId'), query: typeof query === 'string' ? query : '' };
    response.json(await client.searches(inTeams(request), words(messageId, 'messageId'), asked));
  });
  routes.post(`${CHAT}/raw`, async (request, response) => {
    inTeams(request);
    const { body, headers = {}, sign = false } = bodyOf(request);
    const made = { body, headers: headers as Record<string, string>, sign: sign === true };
    response.json(await client.raw(made));
  });
  return routes;
}

function personOf(roster: Roster, request: Request): Member {
  const id = String(request.params.person);
  const person = roster.byId(id);
  if (person) return person;
  const known = roster.people.map((one) => one.id).join(', ');
  throw new Refusal(404, 'PersonNotFound', `There is nobody "${id}" here. There are: ${known}.`);
}

function described(person: Member, roster: Roster) {
  const { id, name, upn, oid, does, zone, locale } = person;
  return {
    id,
    name,
    upn,
    oid,
    does,
    zone,
    locale,
    platforms: ['teams'],
    installed: roster.installed(person),
  };
}

function saidIn({ text, conversation, via = 'message', deliveries = 1 }: Body): Said {
  if (via !== 'message' && via !== 'command' && via !== 'mention')
    throw new Refusal(400, 'ViaInvalid', '"via" is message, command or mention.');
  const times = Number(deliveries);
  if (!Number.isInteger(times) || times < 1 || times > MOST_DELIVERIES)
    throw new Refusal(
      400,
      'DeliveriesInvalid',
      `"deliveries" is a whole number from 1 to ${MOST_DELIVERIES}.`,
    );
  const place = conversation === undefined ? undefined : words(conversation, 'conversation');
  return { text: words(text, 'text'), conversation: place, via, deliveries: times };
}

function inputsOf(inputs: unknown): Record<string, string> {
  if (typeof inputs !== 'object' || inputs === null || Array.isArray(inputs))
    throw new Refusal(400, 'InputsInvalid', '"inputs" is an object of field ids and values.');
  return Object.fromEntries(Object.entries(inputs).map(([id, value]) => [id, String(value)]));
}

function audienceOf(request: Request): 'arm' | 'graph' {
  const audience = request.query.audience ?? 'arm';
  if (audience === 'arm' || audience === 'graph') return audience;
  throw new Refusal(400, 'AudienceInvalid', '"audience" is arm or graph.');
}

function strengthOf(request: Request): { amr?: string[]; acrs?: string[] } {
  const list = (value: unknown) => (typeof value === 'string' && value !== '' ? value.split(',') : undefined);
  const amr = list(request.query.amr);
  const acrs = list(request.query.acrs);
  return { ...(amr ? { amr } : {}), ...(acrs ? { acrs } : {}) };
}

function words(value: unknown, name: string): string {
  if (typeof value === 'string' && value !== '') return value;
  throw new Refusal(400, 'FieldMissing', `"${name}" is missing; it is a text.`);
}

const bodyOf = (request: Request): Body => (request.body ?? {}) as Body;
