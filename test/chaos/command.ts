import { type Options, optionsIn, USAGE } from './options.js';
import { isBad, run } from './run.js';

const MOST_FINDINGS = 40;

/** `npm run chaos`; answers with the exit status. The last line is the count. */
async function command(args: string[]): Promise<number> {
  let options: Options;
  try {
    options = optionsIn(args);
  } catch (error) {
    print(error instanceof Error ? error.message : String(error));
    print(USAGE);
    return 2;
  }
  print(`seed ${options.seed}: ${JSON.stringify(options)}`);
  const began = Date.now();
  const outcome = await run(options, print);
  for (const finding of [...outcome.findings, ...outcome.left].slice(0, MOST_FINDINGS)) print(finding);
  for (const [name, times] of outcome.log) print(`log: ${times} x ${name}`);
  const { kills, redisKills, drained, left, accepted, lost, doubled, expired } = outcome;
  const [took, drainedFor] = [Date.now() - began, drained].map((ms) => `${Math.round(ms / 1000)} s`);
  print(
    `${kills} kills, ${redisKills} of Redis, took ${took}, drained in ${drainedFor}, left in Redis ${left.length}`,
  );
  print(`accepted ${accepted}, lost ${lost}, doubled ${doubled}, expired ${expired}`);
  return isBad(outcome) ? 1 : 0;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

command(process.argv.slice(2)).then(
  (status) => process.exit(status),
  (error: unknown) => {
    print(error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.exit(2);
  },
);
