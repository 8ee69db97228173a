import { execFileSync } from 'node:child_process';
import { compiled } from './harness/processes.js';

jest.setTimeout(120_000);

const SETTINGS = {
  mode: 'sandbox',
  tenantId: '7c1f2c9e-3b54-4e0a-9d3f-5a6b7c8d9e0f',
  appId: '7c1f2c9e-3b54-4e0a-9d3f-5a6b7c8d9e01',
  appSecret: 'x',
  authorityHost: 'https://login.sandbox.invalid',
  armUrl: 'https://management.azure.com',
  graphUrl: 'https://graph.microsoft.com',
  encryptionKey: Buffer.from('0123456789abcdef0123456789abcdef').toString('base64'),
  serviceUrls: ['http://127.0.0.1/'],
  host: '127.0.0.1',
  port: 0,
};
const TEAMS = { oauthConnection: 'pim' };
const SLACK = { slackClientId: '1.2', slackClientSecret: 'x', slackSigningSecret: 'x' };

/** Starts the compiled bot with these settings; which SDKs it loaded, and which endpoints it has. */
function started(settings: object): { sdks: string[]; answers: Record<string, number> } {
  const program = `
    const { start, readSettings } = require(${JSON.stringify(compiled().replace('sandbox/index.js', 'main.js'))});
    (async () => {
      let app, server;
      const listen = async (handler) => {
        server = require('node:http').createServer(handler);
        await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
        return { url: 'http://127.0.0.1:' + server.address().port, close: async () => server.close() };
      };
      const running = await start(readSettings(${JSON.stringify(settings)}), { listen });
      const answers = {};
      for (const path of ['/api/messages', '/slack/events'])
        answers[path] = (await fetch(running.url + path, { method: 'POST', body: '{}' })).status;
      await new Promise((resolve) => setTimeout(resolve, 2500));
      const loaded = Object.keys(require.cache);
      const sdks = ['botbuilder', '@slack/bolt'].filter((name) => loaded.some((file) => file.includes('/' + name + '/')));
      console.log(JSON.stringify({ sdks, answers }));
      process.exit(0);
    })();`;
  const out = execFileSync(process.execPath, ['-e', program], { encoding: 'utf8' });
  return JSON.parse(out.trim().split('\n').at(-1) ?? '{}');
}

it.each([
  ['Teams alone', TEAMS, { sdks: ['botbuilder'], answers: { '/api/messages': 401, '/slack/events': 404 } }],
  ['Slack alone', SLACK, { sdks: ['@slack/bolt'], answers: { '/api/messages': 404, '/slack/events': 401 } }],
  [
    'both',
    { ...TEAMS, ...SLACK },
    { sdks: ['botbuilder', '@slack/bolt'], answers: { '/api/messages': 401, '/slack/events': 401 } },
  ],
])('%s: only what is on is loaded, and answers', (_, on, expected) => {
  expect(started({ ...SETTINGS, ...on })).toEqual(expected);
});
