import { setTimeout as sleep } from 'node:timers/promises';
import { SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, SLACK_SIGNING_SECRET, seed, TENANT_ID } from '../seed.js';
import { linksOf } from '../slack/accounts.js';

/** What the bot is told where Slack is on, by code and not by settings. */
export interface SlackSeams {
  slackApiUrl: string;
  slackAuthorizeUrl: string;
  /** Whose Slack account belongs to whom, from the start. */
  links: { team: string; user: string; oid: string; name: string }[];
  /** Where somebody goes whose account is linked to nobody. */
  signInPage(identity: { team: string; user: string }): string;
  /** What a sign-in in the browser would have left of that person; undefined when there was none. */
  assertion(as: { tenant: string; oid: string }): Promise<string | undefined>;
}

export const slackAppSettings = {
  slackClientId: SLACK_CLIENT_ID,
  slackClientSecret: SLACK_CLIENT_SECRET,
  slackSigningSecret: SLACK_SIGNING_SECRET,
};

export function slackSeams(tenant: string): SlackSeams {
  return {
    slackApiUrl: `${tenant}/slack/api/`,
    slackAuthorizeUrl: `${tenant}/slack/oauth/v2/authorize`,
    links: linksOf(seed.people),
    signInPage: ({ team, user }) => `${tenant}/login/slack?${new URLSearchParams({ team, user })}`,
    async assertion(as) {
      if (as.tenant !== TENANT_ID) return undefined;
      const response = await fetch(`${tenant}/sandbox/assertions/${encodeURIComponent(as.oid)}`);
      if (response.status === 404) return undefined;
      if (!response.ok) throw new Error(`The tenant at ${tenant} answered ${response.status}.`);
      return ((await response.json()) as { assertion: string }).assertion;
    },
  };
}

const AGAIN_MS = 1_000;

/** Installs the app now, or behind the start as soon as the bot can keep it. */
export async function installWhenReady(bot: string): Promise<void> {
  if (await isReady(bot)) return installApp(bot);
  void (async () => {
    while (!(await isReady(bot))) await sleep(AGAIN_MS);
    await installApp(bot);
  })().catch((error: unknown) => process.stderr.write(`${String(error)}\n`));
}

const isReady = (bot: string): Promise<boolean> =>
  fetch(`${bot}/readyz`).then(
    ({ status }) => status !== 503,
    () => false,
  );

/** Installs the app in the workspace, as an administrator with a browser would. Throws in words when that fails. */
async function installApp(bot: string): Promise<void> {
  const asked = await fetch(`${bot}/slack/install`, { redirect: 'manual' });
  const page = await followed(asked, `${bot}/slack/install`);
  const allowed = await fetch(page, { redirect: 'manual', headers: { 'x-sandbox-allow': '1' } });
  const back = await followed(allowed, page.origin + page.pathname);
  // The app may name the address by which the world knows it; here it is where it listens.
  const path = back.pathname.slice(Math.max(back.pathname.indexOf('/slack/'), 0));
  const cookie = asked.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  const done = await fetch(`${bot}${path}${back.search}`, { headers: { cookie } });
  if (done.status !== 200) throw await notInstalled(done, bot + path);
}

async function followed(response: Response, from: string): Promise<URL> {
  const location = response.headers.get('location');
  if (response.status < 300 || response.status > 399 || !location) throw await notInstalled(response, from);
  return new URL(location, from);
}

async function notInstalled(response: Response, from: string): Promise<Error> {
  const said = (await response.text().catch(() => '')).slice(0, 500);
  return new Error(`The app was not installed in Slack: ${from} answered ${response.status}. ${said}`.trim());
}
