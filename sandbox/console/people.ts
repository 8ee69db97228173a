import { type Request, Router } from 'express';
import { Refusal } from '../refusal.js';
import type { Slack } from '../slack/index.js';
import type { Teams } from '../teams/index.js';
import type { Member } from '../teams/roster.js';
import { slackChatRoutes } from './slack-chat.js';
import { teamsChatRoutes } from './teams-chat.js';

export interface PeopleNeeds {
  teams: Teams;
  /** Absent where there is Teams alone. */
  slack?: Slack;
  tokenFor(
    oid: string,
    audience: 'arm' | 'graph',
    extra: { amr?: string[]; acrs?: string[] },
  ): Promise<string>;
}

/** Who one can be, and what one does and sees as that person; to be mounted at /sandbox/people. */
export function peopleRoutes({ teams, slack, tokenFor }: PeopleNeeds): Router {
  const { roster } = teams;
  const chats: Record<string, Router> = {
    teams: teamsChatRoutes(teams),
    ...(slack ? { slack: slackChatRoutes(slack) } : {}),
  };
  const platforms = Object.keys(chats);
  const routes = Router();
  routes.get('/', (_request, response) => {
    const met = platforms.filter((platform) => platform !== 'slack' || slack?.installed());
    response.json(roster.people.map((person) => described(person, teams, met)));
  });
  routes.use('/:person', (request, _response, next) => {
    personOf(teams, request);
    next();
  });
  routes.get('/:person/token', async (request, response) => {
    const { oid } = personOf(teams, request);
    response.json({ access_token: await tokenFor(oid, audienceOf(request), strengthOf(request)) });
  });
  for (const [platform, chat] of Object.entries(chats)) routes.use(`/:person/${platform}`, chat);
  routes.use('/:person/:platform/:rest', (request, _response, next) => {
    const { platform } = request.params;
    const known = platforms.join(', ');
    if (platforms.includes(platform)) return next();
    throw new Refusal(
      404,
      'PlatformNotFound',
      `There is no platform "${platform}" here. There is: ${known}.`,
    );
  });
  return routes;
}

function personOf({ roster }: Teams, request: Request): Member {
  const id = String(request.params.person);
  const person = roster.byId(id);
  if (person) return person;
  const known = roster.people.map((one) => one.id).join(', ');
  throw new Refusal(404, 'PersonNotFound', `There is nobody "${id}" here. There are: ${known}.`);
}

function described(person: Member, { roster }: Teams, platforms: string[]) {
  const { id, name, upn, oid, does, zone, locale } = person;
  return { id, name, upn, oid, does, zone, locale, platforms, installed: roster.installed(person) };
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
