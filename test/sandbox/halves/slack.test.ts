/** A bot's half in Slack: what it is told, and how it installs itself; with a small bot in place of main. */
import express from 'express';
import { decodeJwt } from 'jose';
import { type BotHalfOptions, type StartBot, startBotHalf } from '../../../sandbox/halves/bot-half.js';
import { listen } from '../../../sandbox/halves/server.js';
import { startTenantHalf, type TenantHalf } from '../../../sandbox/halves/tenant-half.js';
import { SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, TENANT_ID } from '../../../sandbox/seed.js';

const ANA = 'a1a00000-4c1d-4b7e-9a10-6f0d2c3b4a01';
const OLI = '01100000-4c1d-4b7e-9a10-6f0d2c3b4a07';

let tenant: TenantHalf;
beforeAll(async () => {
  tenant = await startTenantHalf({ port: 0 });
});
afterAll(() => tenant.stop());

type Seams = Parameters<StartBot>[1];

interface Small {
  settings?: Record<string, unknown>;
  seams?: Seams;
  token?: string;
  stopped?: boolean;
  /** Instead of the way to the page that asks. */
  install?: number;
}

/** A bot that can be installed as Bolt's can, by an address that only the world knows. */
function small(bot: Small): StartBot {
  return async (settings, seams) => {
    Object.assign(bot, { settings, seams });
    const handler = express();
    handler.get('/slack/install', (_request, response) => {
      if (bot.install) return void response.status(bot.install).send('no');
      const asked = new URLSearchParams({
        client_id: String(settings.slackClientId),
        scope: 'commands',
        state: 's',
      });
      response.cookie('state', 's', { httpOnly: true }).redirect(`${seams.slackAuthorizeUrl}?${asked}`);
    });
    handler.get('/slack/oauth_redirect', async (request, response) => {
      if (request.headers.cookie !== 'state=s' || request.query.state !== 's')
        return void response.sendStatus(400);
      const client = { client_id: SLACK_CLIENT_ID, client_secret: SLACK_CLIENT_SECRET };
      const body = new URLSearchParams({ ...client, code: String(request.query.code) });
      const answer = await fetch(`${seams.slackApiUrl}oauth.v2.access`, { method: 'POST', body });
      bot.token = ((await answer.json()) as { access_token: string }).access_token;
      response.send('Installed.');
    });
    const opened = await seams.listen(handler);
    const stop = async () => {
      bot.stopped = true;
      await opened.close();
    };
    return { settled: async () => true, drain: async () => undefined, stop };
  };
}

const startHalf = (bot: Small, platforms?: BotHalfOptions['platforms']) =>
  startBotHalf({
    start: small(bot),
    platforms,
    tenant: tenant.origin,
    redisUrl: undefined,
    port: 0,
    async open(handler, control) {
      const server = await listen(express().use(control, handler), 0);
      return { url: server.origin, close: server.close };
    },
  });

const read = async (path: string) => (await fetch(tenant.origin + path)).json() as Promise<unknown>;

it('is in Teams alone unless said otherwise', async () => {
  const bot: Small = {};
  await (await startHalf(bot)).stop();
  expect(bot.settings).toMatchObject({ oauthConnection: 'pim' });
  expect(bot.settings).not.toHaveProperty('slackClientId');
  expect(bot.seams).not.toHaveProperty('slackApiUrl');
  expect(bot.token).toBeUndefined();
});

describe('in Slack', () => {
  const bot: Small = {};
  let stop: () => Promise<void>;
  beforeAll(async () => {
    ({ stop } = await startHalf(bot, ['slack']));
  });
  afterAll(() => stop());

  it('is told of its app and of where Slack is, and nothing of Teams', () => {
    expect(bot.settings).toMatchObject({
      slackClientId: SLACK_CLIENT_ID,
      slackClientSecret: SLACK_CLIENT_SECRET,
      slackSigningSecret: expect.any(String),
    });
    expect(bot.settings).not.toHaveProperty('oauthConnection');
    expect(bot.seams).toMatchObject({
      slackApiUrl: `${tenant.origin}/slack/api/`,
      slackAuthorizeUrl: `${tenant.origin}/slack/oauth/v2/authorize`,
    });
  });

  it('is installed before it is there', async () => {
    const headers = { authorization: `Bearer ${bot.token}` };
    const response = await fetch(`${tenant.origin}/slack/api/auth.test`, { method: 'POST', headers });
    expect(await response.json()).toMatchObject({ ok: true, team_id: 'T0CONTOSO' });
  });

  it('knows whose account belongs to whom, but for a stranger', () => {
    expect(bot.seams?.links).toContainEqual({ team: 'T0CONTOSO', user: 'U0ANA', oid: ANA, name: 'Ana Ruiz' });
    expect(bot.seams?.links?.map(({ user }) => user)).not.toContain('U0OLI');
    expect(bot.seams?.links).toHaveLength(6);
  });

  it('gets what a sign-in would have left of those, and of nobody else', async () => {
    const assertion = (tenant: string, oid: string) => bot.seams?.assertion?.({ tenant, oid });
    expect(decodeJwt(String(await assertion(TENANT_ID, ANA)))).toMatchObject({
      oid: ANA,
      scp: 'access_as_user',
    });
    expect(await assertion(TENANT_ID, OLI)).toBeUndefined();
    expect(await assertion('another-tenant', ANA)).toBeUndefined();
    expect(await read(`/sandbox/assertions/${OLI}`)).toMatchObject({ error: { code: 'NotLinked' } });
  });

  it('can send a stranger to a page that says who they are', async () => {
    const page = async (user: string) => {
      const response = await fetch(String(bot.seams?.signInPage?.({ team: 'T0CONTOSO', user })));
      return { status: response.status, html: await response.text() };
    };
    const { status, html } = await page('U0OLI');
    expect(status).toBe(200);
    expect(html).toContain('<strong>Oli Novak</strong> (<code>U0OLI</code> in <code>T0CONTOSO</code>)');
    expect(html).toContain('not linked to a person of Contoso yet');
    expect((await page('U0ANA')).html).toContain('it is linked');
    expect((await page('<b>')).status).toBe(404);
  });
});

it('is on both platforms at once, and told apart by its people', async () => {
  const bot: Small = {};
  const half = await startHalf(bot, ['teams', 'slack']);
  expect(bot.settings).toMatchObject({ oauthConnection: 'pim', slackClientId: SLACK_CLIENT_ID });
  expect(await read('/sandbox/people')).toContainEqual(
    expect.objectContaining({ id: 'oli', platforms: ['teams', 'slack'] }),
  );
  await half.stop();
});

it('fails loudly when it cannot be installed', async () => {
  const bot: Small = { install: 500 };
  await expect(startHalf(bot, ['slack'])).rejects.toThrow(/was not installed in Slack: .*answered 500. no/);
  expect(bot.stopped).toBe(true);
  expect(await read('/sandbox/state')).toMatchObject({ bots: [] });
});
