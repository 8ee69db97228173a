import { optionsIn } from './options.js';
import { isBad, run } from './run.js';

jest.setTimeout(600_000);

/** A minute of kills, and the time until all is done, of what `npm run chaos` does for an hour: docs/reliability.md. */
it('nothing is lost and nothing is doubled while bots and Redis are killed', async () => {
  const options = optionsIn(['--kills', '15', '--redis-kills', '1', '--people', '8', '--drain', '5']);
  const outcome = await run(options);
  const { findings, left, log, ...counts } = outcome;
  expect({ seed: options.seed, findings, left }).toEqual({ seed: options.seed, findings: [], left: [] });
  expect(counts).toMatchObject({ kills: 15, redisKills: 1, lost: 0, doubled: 0 });
  expect(counts.accepted).toBeGreaterThan(20);
  expect(isBad(outcome)).toBe(false);
});
