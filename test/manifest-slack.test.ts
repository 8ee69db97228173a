import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod/v4';
import { endpoints, listenOn } from '../adapters/host/server.js';
import { SCOPES } from '../adapters/slack/install/sdk.js';
import { toIncoming } from '../adapters/slack/receive/surfaces.js';
import { readBody } from '../adapters/slack/receive/wire.js';
import { parse } from '../bot/grammar/parse.js';
import manifest from '../manifest/slack/manifest.json';
import { projectFiles } from './architecture/source.js';

const root = path.join(__dirname, '..');
const { features, oauth_config, settings } = manifest;

/** The names that Slack's own client publishes for manifests: its types are the only list of them. */
const published = readFileSync(
  path.join(root, 'node_modules/@slack/web-api/dist/types/request/manifest.d.ts'),
  'utf8',
);
const namesOf = (type: string): string[] => {
  const [, union = ''] = new RegExp(`^type ${type} = (.*);$`, 'm').exec(published) ?? [];
  return [...union.matchAll(/'([^']+)'/g)].map(([, name = '']) => name);
};
const EVENTS = namesOf('ManifestEvent');

/** What of https://github.com/slackapi/manifest-schema (2.0.0) concerns us; stricter where we need a field, and in https. */
const words = (most: number, least = 1) => z.string().min(least).max(most);
const url = z.url({ protocol: /^https$/ }).max(2500);
const list = <T extends z.ZodType>(item: T, most: number) => z.array(item).min(1).max(most);
const RULES = z.strictObject({
  _metadata: z.strictObject({ major_version: z.literal(2), minor_version: z.int() }),
  display_information: z.strictObject({
    name: words(35),
    description: words(140),
    background_color: z.string().regex(/^#[0-9a-fA-F]{6}$/),
    long_description: words(4000, 175),
  }),
  features: z.strictObject({
    app_home: z.strictObject({
      home_tab_enabled: z.boolean(),
      messages_tab_enabled: z.boolean(),
      messages_tab_read_only_enabled: z.boolean(),
    }),
    bot_user: z.strictObject({
      display_name: words(80).regex(/^[a-z0-9._-]+$/),
      always_online: z.boolean(),
    }),
    slash_commands: list(
      z.strictObject({
        command: words(32, 2).regex(/^\/\S+$/),
        url,
        description: words(2000),
        usage_hint: words(1000),
        should_escape: z.boolean(),
      }),
      50,
    ),
    shortcuts: list(
      z.strictObject({
        name: words(24),
        type: z.enum(['message', 'global']),
        callback_id: words(255),
        description: words(150),
      }),
      10,
    ),
  }),
  oauth_config: z.strictObject({
    redirect_urls: list(url, 1000),
    scopes: z.strictObject({ bot: list(z.enum(namesOf('BotScope')), 255) }),
  }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({ request_url: url, bot_events: list(z.enum(EVENTS), 100) }),
    interactivity: z.strictObject({
      is_enabled: z.boolean(),
      request_url: url,
      message_menu_options_url: url,
    }),
    org_deploy_enabled: z.boolean(),
    socket_mode_enabled: z.boolean(),
    token_rotation_enabled: z.boolean(),
  }),
});

describe('the rules for a manifest', () => {
  test('are met', () => {
    expect(RULES.safeParse(manifest).error?.issues).toBeUndefined();
  });

  test.each([
    ['a name of 36 characters', 'display_information.name', 'x'.repeat(36)],
    ['a long description that is short', 'display_information.long_description', 'x'.repeat(174)],
    ['a shortcut with a long name', 'features.shortcuts.0.name', 'x'.repeat(25)],
    ['a field that Slack does not know', 'settings.is_fine', true],
    ['an event that Slack does not know', 'settings.event_subscriptions.bot_events.0', 'message.dm'],
    ['a scope that Slack does not know', 'oauth_config.scopes.bot.0', 'chat:read'],
    ['a scope for people', 'oauth_config.scopes.user', ['chat:write']],
    ['an address without TLS', 'oauth_config.redirect_urls.0', 'http://pim-bot.example.com/'],
  ])('are broken by %s', (_, at, value) => {
    const changed = structuredClone<object>(manifest);
    const [last = '', ...above] = at.split('.').reverse();
    const holder = above.reduceRight<object>((node, name) => Reflect.get(node, name), changed);
    Reflect.set(holder, last, value);
    expect(RULES.safeParse(changed).success).toBe(false);
  });
});

describe('the app for Slack', () => {
  test('is written to in its messages, has a home, speaks HTTP and rotates its tokens', () => {
    expect(features.app_home).toEqual({
      home_tab_enabled: true,
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: false,
    });
    expect(settings).toMatchObject({
      interactivity: { is_enabled: true },
      org_deploy_enabled: true,
      socket_mode_enabled: false,
      token_rotation_enabled: true,
    });
  });

  test('has the scopes that an installation asks for, each with its reason in the documentation', () => {
    expect(oauth_config.scopes).toEqual({ bot: SCOPES });
    const [, slack = ''] = readFileSync(path.join(root, 'docs/permissions.md'), 'utf8').split('\n## Slack\n');
    const rows = [...slack.matchAll(/^\| `([\w:]+)` \| \S/gm)].map(([, scope]) => scope);
    expect(rows).toEqual(SCOPES);
  });

  test('is told of all events that the adapter takes, and of no other', () => {
    const taken = EVENTS.filter((name) => meaningOf(eventOf(name)) !== 'nothing');
    expect(EVENTS.length).toBeGreaterThan(50);
    expect([...settings.event_subscriptions.bot_events].sort()).toEqual(taken.sort());
    expect(Object.fromEntries(taken.map((name) => [name, meaningOf(eventOf(name))]))).toEqual({
      app_home_opened: 'home',
      app_mention: 'mention',
      app_uninstalled: 'uninstalled',
      'message.im': 'chat',
      tokens_revoked: 'uninstalled',
    });
  });

  test('has a command whose hint is understood', () => {
    expect(features.slash_commands.map(({ command }) => command)).toEqual(['/pim']);
    for (const { command, usage_hint: text } of features.slash_commands) {
      const body = { command, text, user_id: 'U1', team_id: 'T1', channel_id: 'C1', trigger_id: '1.2' };
      expect(incomingOf(body)).toMatchObject({
        act: { surface: 'command', message: { kind: 'text', text } },
      });
      expect(parse(text, { now: Date.UTC(2026, 2, 2, 9), zone: 'UTC' }).kind).toBe('activate');
    }
  });

  test.each(features.shortcuts)(
    'has the shortcut "$name", which begins an activation',
    ({ type, callback_id }) => {
      const kind = type === 'global' ? 'shortcut' : 'message_action';
      const message = { text: 'prod is down' };
      const body = { type: kind, user: { id: 'U1', team_id: 'T1' }, trigger_id: '1.2', callback_id, message };
      expect(incomingOf(body)).toMatchObject({
        act: {
          surface: 'shortcut',
          message: {
            kind: 'text',
            text: 'activate',
            ...(type === 'message' ? { reason: 'prod is down' } : {}),
          },
        },
      });
    },
  );

  test('has every shortcut that the adapter names', () => {
    const sources = projectFiles(root).filter((file) => file.path.startsWith('adapters/slack/'));
    const named = sources.flatMap(({ text }) => text.match(/pim\.shortcut\.\w+/g) ?? []);
    expect(named).not.toEqual([]);
    const ids = features.shortcuts.map(({ callback_id }) => callback_id);
    expect(ids).toEqual(['pim.shortcut.activate', 'pim.shortcut.message']);
    expect(named.filter((id) => !ids.includes(id))).toEqual([]);
  });

  test('leads to one host, where the bot listens', async () => {
    const { interactivity, event_subscriptions } = settings;
    const posted = [
      ...features.slash_commands.map((command) => command.url),
      event_subscriptions.request_url,
      interactivity.request_url,
      interactivity.message_menu_options_url,
    ];
    const asked: [method: string, url: string, by: string][] = [
      ...posted.map((address): [string, string, string] => ['POST', address, 'events']),
      ...oauth_config.redirect_urls.map((address): [string, string, string] => ['GET', address, 'pages']),
    ];
    const everywhere = JSON.stringify(manifest).match(/https?:[^"]+/g) ?? [];
    expect(everywhere.sort()).toEqual(asked.map(([, address]) => address).sort());
    const app = endpoints({
      slack: { events: (_, to) => void to.send('events'), pages: (_, to) => void to.send('pages') },
      ready: async () => true,
    });
    const host = await listenOn({ host: '127.0.0.1', port: 0 })(app);
    try {
      for (const [method, address, by] of asked) {
        const { origin, pathname } = new URL(address);
        expect(origin).toBe('https://pim-bot.example.com');
        expect(await (await fetch(host.url + pathname, { method })).text()).toBe(by);
      }
    } finally {
      await host.close();
    }
  });
});

const incomingOf = (body: object) => {
  const known = readBody(body);
  return known ? toIncoming(known) : { kind: 'nothing' as const };
};

/** Where something was done, or else what it is. */
function meaningOf(body: object): string {
  const incoming = incomingOf(body);
  return incoming.kind === 'act' ? incoming.act.surface : incoming.kind;
}

/** An event by its name in a manifest: of messages, the name says in what kind of channel. */
function eventOf(name: string) {
  const [type = '', channel_type] = name.split('.');
  const said = { user: 'U1', channel: 'C1', text: 'my roles', ts: '1.2', tab: 'home' };
  const event = { type, channel_type, ...said, tokens: { bot: ['U0'] } };
  return { type: 'event_callback', event_id: 'Ev1', team_id: 'T1', event };
}
