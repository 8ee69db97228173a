import { story, writesIn } from '../harness/world.js';

jest.setTimeout(30_000);

story('a directory role is asked for in a sentence and given back', async ({ ana, upstream, passes }) => {
  await ana.says('activate Security Reader for 1h because INC-7');
  const active = await ana.soonSees('Active', 'Security Reader');
  expect(writesIn(await upstream()).map((w) => [w.service, w.status])).toEqual([['graph', 201]]);
  await passes('PT6M');
  await active.clicks('Release');
  await ana.soonSees('Ended', 'Security Reader');
});

story('membership of a group waits for an approver, and begins with the approval', async ({ ana, ben }) => {
  await ana.says('activate Member on "Break Glass Operators" for 1h because INC-7');
  await ana.soonSees('Waiting for approval', 'Break Glass Operators');
  await (await ben.soonSees('Break Glass Operators', 'INC-7')).clicks('Approve', { reason: 'Fine.' });
  await ana.soonSees('Active', 'Break Glass Operators');
});
