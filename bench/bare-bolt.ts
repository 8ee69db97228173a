/**
 * What Bolt costs alone: acknowledges `/pim`, then posts one line, as the echo of its documentation does; or answers in
 * the acknowledgement and does nothing else. A process of its own.
 * https://docs.slack.dev/tools/bolt-js/concepts/commands
 */
import type { AddressInfo } from 'node:net';
import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import { SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, SLACK_SIGNING_SECRET } from '../sandbox/seed.js';

const SCOPES = 'chat:write,commands';
const HELP = 'activate, release, my roles, my requests, status, approvals, help';

async function main(tenant: string, posts: boolean): Promise<void> {
  const clientOptions = { slackApiUrl: `${tenant}/slack/api/` };
  const receiver = new HTTPReceiver({ signingSecret: SLACK_SIGNING_SECRET, logLevel: LogLevel.ERROR });
  const app = new App({ receiver, token: await install(tenant), clientOptions, logLevel: LogLevel.ERROR });
  app.command('/pim', async ({ ack, command, client }) => {
    if (!posts) return ack({ response_type: 'ephemeral', text: HELP });
    await ack({ response_type: 'ephemeral', text: 'Answered you privately.' });
    await client.chat.postMessage({ channel: command.user_id, text: HELP });
  });
  const server = await receiver.start({ port: 0, host: '127.0.0.1' });
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
}

/** A token for the workspace, as an administrator would give it. */
async function install(tenant: string): Promise<string> {
  // Whoever asks names where the code shall go; nobody needs to listen there.
  const redirect_uri = 'http://127.0.0.1/slack/oauth_redirect';
  const asked = new URLSearchParams({ client_id: SLACK_CLIENT_ID, scope: SCOPES, redirect_uri });
  const allowed = await fetch(`${tenant}/slack/oauth/v2/authorize?${asked}`, {
    redirect: 'manual',
    headers: { 'x-sandbox-allow': '1' },
  });
  const code = new URL(allowed.headers.get('location') ?? redirect_uri).searchParams.get('code') ?? '';
  const access = { client_id: SLACK_CLIENT_ID, client_secret: SLACK_CLIENT_SECRET, redirect_uri, code };
  const answer = await fetch(`${tenant}/slack/api/oauth.v2.access`, {
    method: 'POST',
    body: new URLSearchParams(access),
  });
  const { access_token: token } = (await answer.json()) as { access_token?: string };
  if (!token) throw new Error(`The app was not installed: ${allowed.status}, then ${answer.status}.`);
  return token;
}

void main(process.argv[2] ?? '', process.argv[3] === 'posts').catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
