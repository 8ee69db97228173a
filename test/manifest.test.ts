import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from '../bot/grammar/parse.js';

const folder = path.join(__dirname, '..', 'manifest');
const file = (name: string) => readFileSync(path.join(folder, name));
const json = (name: string) => JSON.parse(file(name).toString('utf8'));
const teams = json('teams/manifest.json');
const entra = json('entra/app-registration.json');
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Replaced by the id of the deployment's own registration. */
const APP = '00000000-0000-0000-0000-000000000000';

describe('the app for Teams', () => {
  test('names one app everywhere', () => {
    expect(teams.bots).toHaveLength(1);
    expect([teams.bots[0].botId, teams.webApplicationInfo.id]).toEqual([APP, APP]);
    expect(json('entra/identifier-uri.json')).toEqual({
      identifierUris: [teams.webApplicationInfo.resource],
    });
    expect(teams.webApplicationInfo.resource).toBe(`api://botid-${APP}`);
    expect(teams.id).toMatch(GUID);
    expect(teams.id).not.toBe(APP);
  });

  test('keeps the limits of the schema', () => {
    expect(teams.$schema).toContain(`/v${teams.manifestVersion}/`);
    const lengths = {
      name: [teams.name.short.length, teams.name.full.length],
      description: [teams.description.short.length, teams.description.full.length],
      developer: [teams.developer.name.length],
    };
    const limits = { name: [30, 100], description: [80, 4000], developer: [32] };
    for (const [field, given] of Object.entries(lengths))
      for (const [at, length] of given.entries())
        expect(length).toBeLessThanOrEqual(limits[field as keyof typeof limits][at] ?? 0);
    for (const { commands } of teams.bots[0].commandLists) {
      expect(commands.length).toBeLessThanOrEqual(10);
      for (const { title, description } of commands) {
        expect(title.length).toBeLessThanOrEqual(32);
        expect(description.length).toBeLessThanOrEqual(128);
      }
    }
  });

  test('asks for identity and for writing to people, and is at home on two hosts', () => {
    expect(teams.permissions).toEqual(['identity', 'messageTeamMembers']);
    expect(teams.validDomains).toEqual(['token.botframework.com', 'pim-bot.example.com']);
    expect(teams.accentColor).toMatch(/^#[0-9A-F]{6}$/);
  });

  test('offers sentences that the bot understands', () => {
    const commands = teams.bots[0].commandLists.flatMap((list: { commands: unknown[] }) => list.commands);
    const kinds = commands.map(({ title, description }: { title: string; description: string }) => {
      const sentence = description.startsWith(`${title} `) ? description : title;
      return [title, parse(sentence, { now: Date.UTC(2026, 2, 2, 9), zone: 'UTC' }).kind];
    });
    expect(Object.fromEntries(kinds)).toEqual({
      activate: 'activate',
      release: 'release',
      'my roles': 'roles',
      'my requests': 'requests',
      approvals: 'approvals',
      help: 'help',
    });
  });

  test.each([
    ['color.png', 192],
    ['outline.png', 32],
  ])('%s is a square PNG, %d wide', (name, size) => {
    const png = file(`teams/${name}`);
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([size, size]);
    expect(Object.values(teams.icons)).toContain(name);
  });
});

describe('the app registration', () => {
  const [scope] = entra.api.oauth2PermissionScopes;

  test('asks for these delegated permissions and for no right of its own', () => {
    expect(entra.requiredResourceAccess).toEqual([
      {
        resourceAppId: '797f4846-ba00-4fd7-ba43-dac1f8f63013',
        resourceAccess: [{ id: '41094075-9dad-400e-a0bd-54e686782033', type: 'Scope' }],
      },
      {
        resourceAppId: '00000003-0000-0000-c000-000000000000',
        resourceAccess: [
          { id: 'b340eb25-3456-403f-be2f-af7a0d370277', type: 'Scope' },
          { id: 'bc024368-1153-4739-b217-4326f2e966d0', type: 'Scope' },
          { id: 'eb0788c2-6d4e-4658-8c9e-c0fb8053f03d', type: 'Scope' },
          { id: '8c026be3-8e26-4774-9372-8d5d6f21daff', type: 'Scope' },
          { id: '3de2cdbe-0ff5-47d5-bdee-7f45b4749ead', type: 'Scope' },
          { id: '3c3c74f5-cdaa-4a97-b7e0-4e788bfcfb37', type: 'Scope' },
          { id: '3361d15d-be43-4de6-b441-3c746d05163d', type: 'Scope' },
          { id: '8f44f93d-ecef-46ae-a9bf-338508d44d6b', type: 'Scope' },
          { id: '06dbc45d-6708-4ef0-a797-f797ee68bf4b', type: 'Scope' },
          { id: '7e26fdff-9cb1-4e56-bede-211fe0e420e8', type: 'Scope' },
        ],
      },
    ]);
    expect(entra.appRoles).toBeUndefined();
  });

  test('exposes one scope, and lets the Teams clients alone have it without a page', () => {
    expect(entra.api.oauth2PermissionScopes).toHaveLength(1);
    expect(scope).toMatchObject({ value: 'access_as_user', isEnabled: true });
    expect(scope.id).toMatch(GUID);
    expect(entra.api.preAuthorizedApplications).toEqual([
      { appId: '1fec8e78-bce4-4aaf-ab1b-5451cc387264', delegatedPermissionIds: [scope.id] },
      { appId: '5e3ce6c0-2b1f-4285-8d4b-75ee78787346', delegatedPermissionIds: [scope.id] },
    ]);
  });

  test('has no public client, no implicit grant, one tenant, and holds no secret', () => {
    expect(entra).toMatchObject({
      signInAudience: 'AzureADMyOrg',
      isFallbackPublicClient: false,
      web: {
        redirectUris: ['https://token.botframework.com/.auth/web/redirect'],
        implicitGrantSettings: { enableAccessTokenIssuance: false, enableIdTokenIssuance: false },
      },
      api: { requestedAccessTokenVersion: 2 },
    });
    for (const field of ['spa', 'publicClient', 'passwordCredentials', 'keyCredentials'])
      expect(entra[field]).toBeUndefined();
  });
});
