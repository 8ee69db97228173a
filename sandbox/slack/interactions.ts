import { SLACK_APP_ID } from '../seed.js';
import type { SeedPerson } from '../tenant/entities.js';
import type { Json } from './json.js';
import type { View } from './views.js';
import { BOT, type Place, slackUserOf, TEAM } from './workspace.js';

/** How Slack tells an app what somebody did with it. https://docs.slack.dev/interactivity */

/** What apps had before signatures; still sent, and good for nothing. */
export const TOKEN = 'a-token-that-proves-nothing';

/** A view as Slack sends it to an app; `values` is what is filled in. */
export function viewPayload(view: View, values: Json = {}): Json {
  const { body } = view;
  return {
    id: view.id,
    team_id: TEAM.id,
    type: view.type,
    blocks: body.blocks,
    private_metadata: body.private_metadata ?? '',
    callback_id: body.callback_id ?? '',
    state: { values },
    hash: view.hash,
    title: body.title ?? null,
    clear_on_close: body.clear_on_close ?? false,
    notify_on_close: body.notify_on_close ?? false,
    close: body.close ?? null,
    submit: body.submit ?? null,
    previous_view_id: view.previous,
    root_view_id: view.root,
    external_id: body.external_id ?? '',
    app_id: SLACK_APP_ID,
    app_installed_team_id: TEAM.id,
    bot_id: BOT.id,
  };
}

/** What all interactions say. */
export function interactionBody(type: string, person: SeedPerson, more: Json): Json {
  return {
    type,
    user: { id: slackUserOf(person), username: person.id, name: person.id, team_id: TEAM.id },
    api_app_id: SLACK_APP_ID,
    token: TOKEN,
    team: { id: TEAM.id, domain: TEAM.domain },
    enterprise: null,
    is_enterprise_install: false,
    ...more,
  };
}

/** The fields of a command's form. */
export function commandFields(
  person: SeedPerson,
  { text, place, trigger, responseUrl }: { text: string; place: Place; trigger: string; responseUrl: string },
): Record<string, string> {
  return {
    token: TOKEN,
    team_id: TEAM.id,
    team_domain: TEAM.domain,
    channel_id: place.id,
    channel_name: place.name,
    user_id: slackUserOf(person),
    user_name: person.id,
    command: '/pim',
    text,
    api_app_id: SLACK_APP_ID,
    is_enterprise_install: 'false',
    response_url: responseUrl,
    trigger_id: trigger,
  };
}

/** As Slack writes times; of now. */
export function timestamp(): string {
  return (Date.now() / 1_000).toFixed(6);
}
