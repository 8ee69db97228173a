import { type Response, Router } from 'express';
import { documentOf, escaped } from '../pages.js';

/** Who has a Slack account, by team and user; nobody when there is no such account. */
type FindAccount = (at: { team: string; user: string }) => Account | undefined;

interface Account {
  name: string;
  /** Whether it is linked to a person of the tenant. */
  linked: boolean;
}

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

/** Where somebody is sent whose Slack account is linked to nobody; to be mounted at /login/slack. */
export function slackPageRoutes(find: FindAccount): Router {
  const routes = Router();
  routes.get('/', (request, response) => {
    const at = { team: String(request.query.team), user: String(request.query.user) };
    const account = find(at);
    if (account) send(response, 200, linkPage(account, at));
    else send(response, 404, documentOf('No such account', '<p>No Slack account has this address.</p>'));
  });
  return routes;
}

function linkPage({ name, linked }: Account, { team, user }: { team: string; user: string }): string {
  const account = `<strong>${escaped(name)}</strong> (<code>${escaped(user)}</code> in <code>${escaped(team)}</code>)`;
  if (linked)
    return documentOf('Your Slack account', `<p>This Slack account is ${account}, and it is linked.</p>`);
  return documentOf(
    'Link your Slack account',
    `<p>This Slack account is ${account}, and it is not linked to a person of Contoso yet.</p>
    <p>This page is where you will be able to link it, by signing in to both.</p>`,
  );
}

function send(response: Response, status: number, page: string): void {
  response.status(status).set('content-security-policy', POLICY).set('cache-control', 'no-store').send(page);
}
