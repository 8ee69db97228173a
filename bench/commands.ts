import { createHmac, randomUUID } from 'node:crypto';
import { withCrowd } from '../sandbox/crowd.js';
import { SLACK_SIGNING_SECRET, seed } from '../sandbox/seed.js';
import { commandFields } from '../sandbox/slack/interactions.js';
import { CHANNELS, createWorkspace, type Place } from '../sandbox/slack/workspace.js';

/** As many as the sandbox has beside the people of its story. */
export const CROWD = 99;

export const { people } = withCrowd(seed, CROWD);
const writers = people.slice(-CROWD);
const channel = createWorkspace(people).place(CHANNELS.general) as Place;

/** A request as Slack sends it. */
export interface Posted {
  headers: Record<string, string>;
  body: string;
}

/** `/pim {text}`, written in a channel by one of the crowd, each in turn; no two are the same command. */
export function command(text: string, turn: number): Posted {
  const person = writers[turn % writers.length] as (typeof writers)[number];
  const trigger = randomUUID();
  const responseUrl = 'https://response.sandbox.invalid/none';
  const fields = commandFields(person, { text, place: channel, trigger, responseUrl });
  const body = new URLSearchParams(fields).toString();
  return { body, headers: { 'content-type': 'application/x-www-form-urlencoded', ...signature(body) } };
}

/** https://docs.slack.dev/authentication/verifying-requests-from-slack */
function signature(body: string): Record<string, string> {
  const at = Math.floor(Date.now() / 1_000);
  const made = createHmac('sha256', SLACK_SIGNING_SECRET).update(`v0:${at}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': String(at), 'x-slack-signature': `v0=${made}` };
}
