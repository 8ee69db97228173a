import express, { type Response, Router } from 'express';
import type { Bots } from '../../bots.js';
import { documentOf, escaped } from '../../pages.js';
import { Refusal } from '../../refusal.js';
import { SLACK_CLIENT_ID } from '../../seed.js';
import { slackUserOf } from '../workspace.js';
import type { Installs } from './installs.js';

interface Asked {
  scope: string;
  state: string | undefined;
  /** Where the person is sent with the code. */
  redirect: URL;
  /** Undefined when the app did not name one, and the one of its settings is meant. */
  redirectUri: string | undefined;
}

const OWN = ['127.0.0.1', 'localhost', '[::1]'];
const ADMIN = { id: 'ada', name: 'Ada Lindqvist' };

/**
 * The page on which an administrator lets the app into the workspace; to be mounted at /slack/oauth.
 * With the header `x-sandbox-allow: 1` it is agreed to at once.
 * https://docs.slack.dev/authentication/installing-with-oauth
 */
export function consentRoutes({ installs, bots }: { installs: Installs; bots: Bots }): Router {
  const routes = Router();
  const allow = (asked: Asked, response: Response) => {
    const { scope, redirectUri, state, redirect } = asked;
    redirect.searchParams.set('code', installs.code({ user: slackUserOf(ADMIN), scope, redirectUri }));
    redirect.searchParams.set('state', state ?? '');
    response.redirect(302, redirect.href);
  };
  routes.get('/v2/authorize', (request, response) => {
    const asked = read(request.query, bots);
    if (request.get('x-sandbox-allow') === '1') return allow(asked, response);
    response.set('content-security-policy', policy(asked.redirect)).send(page(asked));
  });
  routes.post('/v2/authorize', express.urlencoded({ extended: false }), (request, response) => {
    const asked = read({ ...request.query }, bots);
    if (request.body?.answer === 'allow') return allow(asked, response);
    asked.redirect.searchParams.set('error', 'access_denied');
    asked.redirect.searchParams.set('state', asked.state ?? '');
    response.redirect(302, asked.redirect.href);
  });
  return routes;
}

function read(query: Record<string, unknown>, bots: Bots): Asked {
  const text = (name: string) => (typeof query[name] === 'string' ? query[name] : undefined);
  const refused = (code: string, words: string) => new Refusal(400, code, words);
  if (text('client_id') !== SLACK_CLIENT_ID) throw refused('invalid_client_id', 'No app has this client_id.');
  const scope = text('scope');
  if (!scope) throw refused('no_scopes', 'The app asks for no scope.');
  const redirectUri = text('redirect_uri');
  const place = redirectUri ?? `${bots.list()[0]?.url}/slack/oauth_redirect`;
  const redirect = URL.canParse(place) ? new URL(place) : undefined;
  if (!redirect || !OWN.includes(redirect.hostname))
    throw refused('bad_redirect_uri', `"${place}" is not an address of this machine.`);
  return { scope, state: text('state'), redirect, redirectUri };
}

const policy = (redirect: URL) =>
  `default-src 'none'; style-src 'unsafe-inline'; form-action 'self' ${redirect.origin}; frame-ancestors 'none'`;

function page({ scope }: Asked): string {
  const scopes = scope
    .split(',')
    .map((one) => `<li><code>${escaped(one)}</code></li>`)
    .join('');
  return documentOf(
    'Let pim-bot into Contoso?',
    `<p>You are ${ADMIN.name}, and pim-bot asks to join the Slack workspace <strong>Contoso</strong>. It may then:</p>
    <ul>${scopes}</ul>
    <form method="post"><button name="answer" value="allow">Allow</button>
    <button name="answer" value="cancel" class="quiet">Cancel</button></form>`,
  );
}
