import { story, writesIn } from '../harness/world.js';

jest.setTimeout(30_000);

story('list mine: groups that one may be in stand in the list of roles', async ({ ana }) => {
  await ana.says('my roles incident');
  await ana.sees('My roles', 'Incident Responders', 'Member');
});

story('activate just in time: membership in one sentence', async ({ ana, upstream }) => {
  await ana.says('activate membership of Incident Responders for 2h because INC-9');
  await ana.sees('Active', 'Member of Incident Responders', 'INC-9');
  expect(writesIn(await upstream()).map(({ method, status }) => [method, status])).toEqual([['POST', 201]]);
});

story('activate just in time: ownership in one sentence', async ({ ana }) => {
  await ana.says('own Engineers for 30 min because INC-9');
  await ana.sees('Active', 'Owner of Engineers');
});

story(
  'activate time-bound: a membership that starts later and ends by the clock',
  async ({ ana, passes }) => {
    await ana.says('activate membership of Incident Responders for 1h starting in 2h because INC-9');
    await ana.sees('Set to start', 'Member of Incident Responders');
    await passes('PT2H1M');
    await ana.sees('Active', 'Member of Incident Responders');
    await passes('PT1H');
    await ana.sees('Ended ', 'It ran its full 1 h');
  },
);

story('cancel my request: a membership that waits is withdrawn', async ({ ana, ben }) => {
  await ana.says('activate membership of Break Glass Operators for 1h because INC-9');
  await ben.soonSees('Your decision', 'Member of Break Glass Operators');
  await (await ana.sees('Waiting for approval')).clicks('Cancel request');
  await ana.soonSees('Withdrawn', 'Member of Break Glass Operators');
});

story('deactivate: a membership is given back', async ({ ana, passes }) => {
  await ana.says('join Incident Responders for 2h because INC-9');
  await passes('PT10M');
  await ana.says('leave Incident Responders');
  await ana.soonSees('Ended ', 'You released it', 'Member of Incident Responders');
});

story('an approver decides on a membership, and everyone reads who', async ({ ana, ben, cleo }) => {
  await ana.says('activate membership of Break Glass Operators because INC-9');
  await ana.sees('Waiting for approval', 'Member of Break Glass Operators', 'Ben Okafor');
  const asked = await cleo.soonSees('Your decision', 'Ana Ruiz asks for Member of Break Glass Operators');
  await ben.soonSees('Your decision');
  await asked.clicks('Approve', { reason: 'Incident confirmed' });
  await ana.soonSees('Active', 'Member of Break Glass Operators', 'Cleo Martin');
  await ben.soonSees('Approved', 'Cleo Martin');
});

story('an approver denies a membership', async ({ ana, ben }) => {
  await ana.says('activate membership of Break Glass Operators because INC-9');
  await (await ben.soonSees('Your decision')).clicks('Deny', { reason: 'Not an emergency' });
  await ana.soonSees('Denied', 'By Ben Okafor', 'Not an emergency');
});

story('who may not read the settings is judged by PIM itself', async ({ eva }) => {
  await eva.says('join Printer Team for 1h because INC-9');
  await eva.soonSees('Active', 'Member of Printer Team');
});

story('a role that comes with a group: the membership first', async ({ ana }) => {
  await ana.says('activate Security Administrator for 1h because INC-9');
  await ana.soonSees('No role of yours fits');
  // What others have is read by who holds a role that reads it.
  await ana.says('activate Security Reader for 2h because INC-9');
  await ana.soonSees('Active', 'Security Reader in the directory');
  await ana.says('activate Security Administrator for 1h because INC-9');
  const chain = await ana.soonSees('It comes with a group', 'Member of Incident Responders');
  await chain.clicks('Activate');
  await ana.soonSees('Active', 'Member of Incident Responders', 'INC-9');
});
