import express, { type Request, Router } from 'express';
import { Refusal } from '../refusal.js';
import { TENANT_ID } from '../seed.js';
import type { Activities } from './activities.js';
import type { MessageBody, MessageStore } from './messages.js';
import { type Member, personalChatOf, type Roster, userIdOf } from './roster.js';
import { type SignInOffer, signInOffer } from './sign-in.js';

export interface ConnectorNeeds {
  roster: Roster;
  messages: MessageStore;
  activities: Activities;
  serviceUrl: string;
  /** Throws when the bearer is not the bot's own token for the connector. */
  authorize(bearer: string | undefined): Promise<unknown>;
  /** A sign-in card came for that person; it is not shown until the silent way has failed. */
  offerSignIn(person: Member, conversation: string, offer: SignInOffer): void;
  /** The bot shows that it is busy. */
  typing(person: Member): void;
}

type BotActivity = Record<string, unknown>;

/** Teams refuses larger messages. https://learn.microsoft.com/microsoftteams/limits-specifications-teams */
const LARGEST = 28 * 1024;
const ADAPTIVE_CARD = 'application/vnd.microsoft.card.adaptive';

/**
 * The part of the Bot Connector that a bot for Teams uses; to be mounted at /teams/connector.
 * https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference
 */
export function connectorRoutes(needs: ConnectorNeeds): Router {
  const routes = Router();
  routes.use(async (request, _response, next) => {
    await needs.authorize(request.get('authorization'));
    next();
  });
  routes.use(express.json({ limit: '1mb' }));
  const path = '/v3/conversations';
  routes.post(path, (request, response) => {
    response.status(201).json(createConversation(needs, request.body));
  });
  for (const suffix of ['', '/:activity'])
    routes.post(`${path}/:conversation/activities${suffix}`, (request, response) => {
      response.status(201).json({ id: receive(needs, reached(needs, request), request.body) });
    });
  routes.put(`${path}/:conversation/activities/:activity`, (request, response) => {
    const conversation = reached(needs, request);
    const id = String(request.params.activity);
    if (!needs.messages.edit(id, conversation, bodyOf(request.body))) throw noActivity(id);
    response.json({ id });
  });
  routes.delete(`${path}/:conversation/activities/:activity`, (request, response) => {
    const id = String(request.params.activity);
    if (!needs.messages.remove(id, reached(needs, request))) throw noActivity(id);
    response.status(200).json({});
  });
  membersRoutes(routes, needs, path);
  return routes;
}

function membersRoutes(routes: Router, needs: ConnectorNeeds, path: string): void {
  const membersIn = (request: Request) => needs.roster.audience(reached(needs, request)).map(account);
  routes.get(`${path}/:conversation/members`, (request, response) => void response.json(membersIn(request)));
  routes.get(`${path}/:conversation/pagedmembers`, (request, response) => {
    response.json({ members: membersIn(request) });
  });
  routes.get(`${path}/:conversation/members/:member`, (request, response) => {
    const wanted = String(request.params.member);
    const found = membersIn(request).find((member) => member.id === wanted || member.aadObjectId === wanted);
    if (!found) throw new Refusal(404, 'MemberNotFoundInConversation', 'Member not found in conversation.');
    response.json(found);
  });
}

function createConversation({ roster, messages, activities, serviceUrl }: ConnectorNeeds, body: unknown) {
  const { members, activity, tenantId, channelData } = (body ?? {}) as {
    members?: { id?: string }[];
    activity?: BotActivity;
    tenantId?: string;
    channelData?: { tenant?: { id?: string } };
  };
  if ((tenantId ?? channelData?.tenant?.id) !== TENANT_ID)
    throw new Refusal(403, 'Forbidden', 'The tenant of the conversation is not one of this bot.');
  const person = roster.byAddress(String(members?.[0]?.id));
  if (!person || !roster.installed(person)) throw notInRoster();
  const id = personalChatOf(person);
  if (!activity) return { id, serviceUrl };
  const activityId = activities.nextId();
  messages.add({ id: activityId, conversation: id, from: 'bot', body: bodyOf(activity) });
  return { id, serviceUrl, activityId };
}

function receive(needs: ConnectorNeeds, conversation: string, activity: BotActivity): string {
  const id = needs.activities.nextId();
  const [person, ...others] = needs.roster.audience(conversation);
  if (!person) throw notInRoster();
  const offer = signInOffer(activity);
  if (offer) {
    const asked = needs.roster.byAddress(String((activity.recipient as { id?: string } | undefined)?.id));
    if (asked || others.length === 0) needs.offerSignIn(asked ?? person, conversation, offer);
  } else if (activity.type === 'typing') {
    needs.typing(person);
  } else if (activity.type === 'message') {
    needs.messages.add({ id, conversation, from: 'bot', body: bodyOf(activity) });
  }
  return id;
}

function bodyOf(activity: BotActivity): MessageBody {
  if (Buffer.byteLength(JSON.stringify(activity)) > LARGEST)
    throw new Refusal(413, 'MessageSizeTooBig', 'Message size too large.');
  const attachments = (Array.isArray(activity.attachments) ? activity.attachments : []) as BotActivity[];
  const card = attachments.find((attachment) => attachment.contentType === ADAPTIVE_CARD)?.content;
  const text = typeof activity.text === 'string' && activity.text !== '' ? activity.text : undefined;
  return { ...(text === undefined ? {} : { text }), ...(card === undefined ? {} : { card }) };
}

function reached({ roster }: ConnectorNeeds, request: Request): string {
  const id = String(request.params.conversation);
  if (roster.audience(id).length > 0) return id;
  const known = roster.people.some((person) => personalChatOf(person) === id);
  throw known ? notInRoster() : new Refusal(404, 'ConversationNotFound', 'Conversation not found.');
}

function account(person: Member) {
  const [givenName, ...rest] = person.name.split(' ');
  const names = { name: person.name, givenName, surname: rest.join(' ') };
  const entra = {
    aadObjectId: person.oid,
    objectId: person.oid,
    userPrincipalName: person.upn,
    email: person.upn,
  };
  return { id: userIdOf(person), ...names, ...entra, tenantId: TENANT_ID, userRole: 'user' };
}

const notInRoster = () =>
  new Refusal(403, 'BotNotInConversationRoster', 'The bot is not part of the conversation roster.');
const noActivity = (id: string) =>
  new Refusal(404, 'ActivityNotFoundInConversation', `Activity ${id} not found.`);
