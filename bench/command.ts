import { parseArgs } from 'node:util';
import { type Options, run } from './slack.js';

const USAGE = 'usage: npm run bench -- [--rounds 8] [--seconds 20]';

/** Throws an Error that says how it is written. */
function optionsIn(args: string[]): Options {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args,
    options: { rounds: { ...text, default: '8' }, seconds: { ...text, default: '20' } },
  });
  return { rounds: atLeastOne('rounds', values.rounds), seconds: atLeastOne('seconds', values.seconds) };
}

function atLeastOne(name: string, text: string): number {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new Error(`--${name} is "${text}"; it is a whole number from 1.`);
}

/** `npm run bench`: 0 whatever the figures, 1 when something did not work. */
async function command(args: string[]): Promise<number> {
  let options: Options;
  try {
    options = optionsIn(args);
  } catch (error) {
    print(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
    return 1;
  }
  try {
    await run(options, print);
    return 0;
  } catch (error) {
    print(error instanceof Error ? error.message : String(error));
    return 1;
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

void command(process.argv.slice(2)).then((status) => process.exit(status));
