import { parseArgs } from 'node:util';
import express from 'express';
import { readSettings, start } from '../main.js';
import { type BotHalf, type BotHalfOptions, type StartBot, startBotHalf } from './halves/bot-half.js';
import { CONTROLS, type Control } from './halves/controls.js';
import { listen } from './halves/server.js';
import { startTenantHalf, type TenantHalf } from './halves/tenant-half.js';

const USAGE = `usage: node dist/sandbox/index.js                  both halves, on PORT (3978)
       node dist/sandbox/index.js --tenant         the tenant alone, on PORT (3978)
       node dist/sandbox/index.js --bot <address>  a bot alone, on BOT_PORT (any), for the tenant at that address
--people <n> puts n more people into the story, for load. --control new-name|short-lease makes a bot
wrong on purpose, for the chaos test; both leave Slack out. PORT=0 takes a free port. REDIS_URL keeps the bot's records in Redis, else they are in memory.`;

const TRY = [
  'my roles',
  'activate Contributor on rg-x for 2h',
  'activate Owner on rg-payments for 1h because INC-7',
];

const startBot: StartBot = (settings, seams) => start(readSettings(settings), seams);

async function main(args: string[]): Promise<void> {
  const { values, positionals } = optionsIn(args);
  const { tenant, bot, people, control } = values;
  if (positionals.length > 0 || (tenant && bot !== undefined) || !isControl(control)) throw new Error(USAGE);
  const crowd = wholeNumber('--people', people);
  if (bot !== undefined) return untilStopped(await botAlone(bot, crowd, control));
  const port = portOf('PORT', 3978);
  return untilStopped(await (tenant ? tenantAlone(port, crowd) : both(port, crowd)));
}

function optionsIn(args: string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args,
      options: { tenant: { type: 'boolean' }, bot: text, people: { ...text, default: '0' }, control: text },
    });
  } catch {
    throw new Error(USAGE);
  }
}

const isControl = (name: string | undefined): name is Control | undefined =>
  name === undefined || CONTROLS.some((control) => control === name);

/** Load is measured in Teams alone. */
const platformsFor = (crowd: number): BotHalfOptions['platforms'] =>
  crowd === 0 ? ['teams', 'slack'] : ['teams'];

type Stop = () => Promise<void>;

async function both(port: number, crowd: number): Promise<Stop> {
  const tenant = await startTenantHalf({ port, crowd });
  const bot = await housedBot(tenant, platformsFor(crowd));
  print(`pim-bot sandbox: ${tenant.origin}`);
  print(`Open it and try: ${TRY.map((sentence) => `"${sentence}"`).join(', ')}`);
  return async () => {
    await bot.stop();
    await tenant.stop();
  };
}

function housedBot(tenant: TenantHalf, platforms: BotHalfOptions['platforms']): Promise<BotHalf> {
  return startBotHalf({
    start: startBot,
    platforms,
    tenant: tenant.origin,
    redisUrl: process.env.REDIS_URL,
    port: tenant.port,
    open: async (bot, control) => ({ url: tenant.house(bot, control), close: () => Promise.resolve() }),
  });
}

async function tenantAlone(port: number, crowd: number): Promise<Stop> {
  const tenant = await startTenantHalf({ port, crowd });
  print(`pim-bot sandbox, tenant: ${tenant.origin}`);
  return tenant.stop;
}

async function botAlone(address: string, crowd: number, wrong: Control | undefined): Promise<Stop> {
  const port = portOf('BOT_PORT', 0);
  const bot = await startBotHalf({
    start: startBot,
    tenant: address.replace(/\/+$/, ''),
    redisUrl: process.env.REDIS_URL,
    port,
    wrong,
    platforms: wrong === undefined ? platformsFor(crowd) : undefined,
    async open(handler, control) {
      const { origin, close } = await listen(express().use(control, handler), port);
      return { url: origin, close };
    },
  });
  print(`pim-bot sandbox, bot: ${bot.url}`);
  return bot.stop;
}

/** Ctrl-C stops cleanly; pressed again, at once. */
function untilStopped(stop: Stop): void {
  let stopping = false;
  const onSignal = () => {
    if (stopping) process.exit(1);
    stopping = true;
    stop().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
}

function portOf(name: string, otherwise: number): number {
  const text = process.env[name];
  if (text === undefined || text === '') return otherwise;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new Error(`${name} is "${text}"; it is a number from 0 to 65535.`);
}

function wholeNumber(name: string, text: string): number {
  if (/^\d{1,2}$/.test(text)) return Number(text);
  throw new Error(`${name} is "${text}"; it is a number from 0 to 99.`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function fail(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

main(process.argv.slice(2)).catch(fail);
