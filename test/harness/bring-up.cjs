/**
 * Jest's globalSetup: brings the real Redis and the real browser that tests need. Nothing is skipped: what is missing
 * and may not be installed ends the run with one line that tells how to get it.
 */
const { execFileSync, spawn } = require('node:child_process');
const { randomBytes } = require('node:crypto');
const { accessSync, constants, mkdtempSync } = require('node:fs');
const { connect, createServer } = require('node:net');
const { tmpdir } = require('node:os');
const { delimiter, join } = require('node:path');

const REDIS = {
  variable: 'REDIS_URL',
  names: ['redis-server', 'valkey-server'],
  packages: ['redis-server'],
};
const CHROMIUM = {
  variable: 'CHROMIUM_PATH',
  names: ['chromium', 'chromium-browser', 'google-chrome'],
  packages: ['chromium', 'fonts-liberation'],
};

const onPath = (name) =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, name))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });

const find = (thing) => thing.names.map(onPath).find(Boolean);

/** Runs a command as root: as it is, or through a sudo that asks for no password. */
function asRoot(command, args) {
  const options = { stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' };
  const line = ['env', 'DEBIAN_FRONTEND=noninteractive', command, ...args];
  const [program, ...rest] = process.getuid?.() === 0 ? line : ['sudo', '-n', ...line];
  return execFileSync(program, rest, options);
}

function mayInstall() {
  if (!onPath('apt-get')) return false;
  try {
    asRoot('true', []);
    return true;
  } catch {
    return false;
  }
}

/** Where the program is; installs Debian's package when there is none. Throws the one line that says what to do. */
function need(thing) {
  const there = find(thing);
  if (there) return there;
  const command = `apt-get install -y --no-install-recommends ${thing.packages.join(' ')}`;
  const advice = `install ${thing.names.join(' or ')} (on Debian: ${command}) or set ${thing.variable}`;
  if (!mayInstall()) throw new Error(`Tests need ${thing.names[0]}: ${advice}.`);
  process.stdout.write(`Tests need ${thing.names[0]}, which is not on PATH: ${command}\n`);
  try {
    asRoot('apt-get', ['update', '-qq']);
    asRoot('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...thing.packages]);
  } catch (error) {
    throw new Error(`Installing ${thing.names[0]} failed: ${advice}.\n${error.stderr ?? error.message}`);
  }
  const installed = find(thing);
  if (!installed) throw new Error(`${thing.names[0]} is still not on PATH: ${advice}.`);
  return installed;
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

function answers(socket, password) {
  return new Promise((resolve) => {
    const client = connect(socket);
    client.setTimeout(500, () => client.destroy());
    client.once('connect', () => client.write(`AUTH ${password}\r\nPING\r\n`));
    client.on('data', (data) => {
      if (String(data).includes('+PONG')) resolve(true);
      client.destroy();
    });
    client.once('error', () => resolve(false));
    client.once('close', () => resolve(false));
  });
}

/**
 * The server ends with this process, however that ends: its shell waits on a pipe that closes when we are gone (a
 * finished run, Ctrl-C, even kill -9), then stops the server and removes its folder. `detached`: Ctrl-C reaches us alone.
 */
const KEEPER = '"$@" >"$0/log" 2>&1 & server=$!; cat >/dev/null; kill $server; wait $server; rm -rf "$0"';

async function startRedis(program) {
  const folder = mkdtempSync(join(tmpdir(), 'pim-bot-redis-'));
  const socket = join(folder, 'socket');
  const password = randomBytes(12).toString('hex');
  const port = await freePort();
  const settings = ['--bind', '127.0.0.1', '--port', port, '--unixsocket', socket, '--requirepass', password];
  const memory = ['--save', '', '--appendonly', 'no', '--databases', 256, '--dir', folder];
  const keeper = spawn('sh', ['-c', KEEPER, folder, program, ...settings, ...memory].map(String), {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  for (let tries = 0; !(await answers(socket, password)); tries++) {
    if (tries > 200) {
      keeper.stdin.end();
      throw new Error(`${program} did not start within ten seconds.`);
    }
    await new Promise((done) => setTimeout(done, 50));
  }
  globalThis.__pimBotRedis = keeper;
  process.env.TEST_REDIS_URL = `redis://:${password}@127.0.0.1:${port}`;
  process.env.TEST_REDIS_SOCKET = socket;
}

module.exports = async () => {
  process.env.TEST_CHROMIUM = process.env[CHROMIUM.variable] || need(CHROMIUM);
  const given = process.env[REDIS.variable];
  if (given) process.env.TEST_REDIS_URL = given;
  else await startRedis(need(REDIS));
};
