import { readFileSync, writeFileSync } from 'node:fs';
import { judgeKept, type Kept, type Verdict } from './judge.js';
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
  if (options.judge) return judgeAgain(options.judge);
  print(`seed ${options.seed}: ${JSON.stringify(options)}`);
  const began = Date.now();
  const outcome = await run(options, print);
  if (options.evidence) writeFileSync(options.evidence, JSON.stringify(outcome.evidence));
  for (const finding of [...outcome.findings, ...outcome.left].slice(0, MOST_FINDINGS)) print(finding);
  for (const [name, times] of outcome.log) print(`log: ${times} x ${name}`);
  const { kills, redisKills, drained, left } = outcome;
  const [took, drainedFor] = [Date.now() - began, drained].map((ms) => `${Math.round(ms / 1000)} s`);
  print(
    `${kills} kills, ${redisKills} of Redis, took ${took}, drained in ${drainedFor}, left in Redis ${left.length}`,
  );
  count(outcome);
  return isBad(outcome) ? 1 : 0;
}

function judgeAgain(file: string): number {
  const verdict = judgeKept(JSON.parse(readFileSync(file, 'utf8')) as Kept);
  for (const finding of verdict.findings.slice(0, MOST_FINDINGS)) print(finding);
  count(verdict);
  return verdict.lost + verdict.doubled > 0 ? 1 : 0;
}

const count = ({ accepted, lost, doubled, expired }: Verdict): void =>
  print(`accepted ${accepted}, lost ${lost}, doubled ${doubled}, expired ${expired}`);

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
