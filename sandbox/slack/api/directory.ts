import type { SeedPerson } from '../../tenant/entities.js';
import type { Json } from '../json.js';
import { SlackError } from '../refusal.js';
import { BOT, directMessageOf, slackUserOf, TEAM } from '../workspace.js';
import type { Method } from './call.js';

/** Who and where: the methods auth.test, users.info and conversations.open. */
export const directoryMethods: Readonly<Record<string, Method>> = {
  'auth.test': {
    answer: (_args, { origin }) => ({
      url: `${origin}/`,
      team: TEAM.name,
      user: BOT.name,
      team_id: TEAM.id,
      user_id: BOT.user,
      bot_id: BOT.id,
      is_enterprise_install: false,
    }),
  },
  'users.info': {
    scope: 'users:read',
    answer({ user, include_locale: locale }, { workspace }) {
      if (user === BOT.user) return { user: botUser };
      const person = workspace.byUser(String(user));
      if (!person) throw new SlackError('user_not_found');
      const wanted = locale === true || locale === 'true' || locale === '1';
      return { user: { ...userOf(person), ...(wanted ? { locale: person.locale } : {}) } };
    },
  },
  'conversations.open': {
    scope: 'im:write',
    answer({ users, channel }, { workspace }) {
      if (users === undefined && channel === undefined) throw new SlackError('users_list_not_supplied');
      const person = users === undefined ? undefined : workspace.byUser(String(users));
      if (users !== undefined && !person) throw new SlackError('user_not_found');
      const place = workspace.place(person ? directMessageOf(person) : String(channel));
      if (!place?.direct) throw new SlackError('channel_not_found');
      return { no_op: true, already_open: true, channel: { id: place.id } };
    },
  },
};

/** https://docs.slack.dev/reference/objects/user-object; no e-mail address, which is a scope of its own. */
function userOf(person: SeedPerson): Json {
  const profile = { real_name: person.name, display_name: person.id, team: TEAM.id };
  return {
    id: slackUserOf(person),
    team_id: TEAM.id,
    name: person.id,
    deleted: false,
    real_name: person.name,
    tz: person.zone,
    tz_label: person.zone,
    tz_offset: offsetOf(person.zone),
    profile,
    is_admin: false,
    is_restricted: false,
    is_bot: false,
    is_app_user: false,
  };
}

const botUser = {
  id: BOT.user,
  team_id: TEAM.id,
  name: BOT.name,
  deleted: false,
  real_name: BOT.name,
  tz: 'America/Los_Angeles',
  profile: { real_name: BOT.name, bot_id: BOT.id, team: TEAM.id },
  is_bot: true,
  is_app_user: false,
};

/** Seconds that a zone is ahead of UTC now. */
function offsetOf(zone: string): number {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts();
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? '';
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  if (!hours) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3_600 + Number(minutes) * 60);
}
