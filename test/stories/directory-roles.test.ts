import { givesMoreTime } from '../harness/administers.js';
import { story, writesIn } from '../harness/world.js';

jest.setTimeout(30_000);

story('list mine: roles that may be activated, of every realm, stand in one list', async ({ ana }) => {
  await ana.says('my roles security');
  await ana.sees('My roles', 'Security Reader', 'Directory role');
  await ana.says('my roles berlin');
  await ana.sees('My roles', 'Helpdesk Administrator', 'Berlin');
});

story('activate just in time: a directory role in one sentence', async ({ ana, upstream }) => {
  await ana.says('activate Security Reader for 1h because INC-7');
  await ana.sees('Active', 'Security Reader in the directory', 'INC-7');
  const writes = writesIn(await upstream());
  expect(writes.map(({ service, method, status }) => [service, method, status])).toEqual([
    ['graph', 'POST', 201],
  ]);
});

story('activate time-bound: a start that is later is kept until then', async ({ ana, passes }) => {
  await ana.says('activate Security Reader for 1h starting in 2h because INC-7');
  await ana.sees('Set to start', 'Security Reader in the directory');
  await passes('PT2H1M');
  await ana.sees('Active', 'Security Reader in the directory');
  await passes('PT1H');
  await ana.sees('Ended ', 'It ran its full 1 h');
});

story('a role that is limited to an administrative unit says so', async ({ ana }) => {
  await ana.says('activate Helpdesk Administrator in Berlin for 1h because INC-7');
  await ana.sees('Active', 'Helpdesk Administrator in Berlin (administrative unit)');
});

story('cancel my request: one that waits for an approver is withdrawn', async ({ ana, ben }) => {
  await ana.says('activate Application Administrator for 1h because INC-7');
  await ben.soonSees('Your decision', 'Application Administrator in the directory');
  await (await ana.sees('Waiting for approval')).clicks('Cancel request');
  await ana.soonSees('Withdrawn', 'Application Administrator in the directory');
  await ben.soonSees('Withdrawn');
});

story('deactivate: a role is given back before its end', async ({ ana, passes, upstream }) => {
  await ana.says('activate Security Reader for 2h because INC-7');
  await passes('PT10M');
  await ana.says('release Security Reader');
  await ana.soonSees('Ended ', 'You released it', 'Security Reader in the directory');
  expect(writesIn(await upstream()).map(({ status }) => status)).toEqual([201, 201]);
});

story('an approver decides, with the approver’s own token, and everyone reads who', async (world) => {
  const { ana, ben, cleo } = world;
  await ana.says('activate Application Administrator for 1h because INC-7: app keys');
  await ana.sees('Waiting for approval', 'Ben Okafor', 'Cleo Martin', 'through Access Approvers');
  const asked = await ben.soonSees('Your decision', 'INC-7: app keys');
  await cleo.soonSees('Your decision');
  await asked.clicks('Approve', { reason: 'Incident confirmed' });
  await ana.soonSees('Active', 'Application Administrator in the directory', 'Ben Okafor');
  await cleo.soonSees('Approved', 'Ben Okafor');
  const people = (await (await fetch(`${world.base}/sandbox/people`)).json()) as {
    id: string;
    oid: string;
  }[];
  const oid = (id: string) => people.find((person) => person.id === id)?.oid;
  expect(writesIn(await world.upstream()).map((call) => [call.method, call.oid])).toEqual([
    ['POST', oid('ana')],
    ['PATCH', oid('ben')],
  ]);
});

story('an approver denies with a reason', async ({ ana, cleo }) => {
  await ana.says('activate Application Administrator for 1h because INC-7');
  await (await cleo.soonSees('Your decision')).clicks('Deny', { reason: 'Use Security Reader' });
  await ana.soonSees('Denied', 'By Cleo Martin', 'Use Security Reader');
});

story('a second factor is missing: it is said plainly, and nothing is sent twice', async (world) => {
  const { ana, upstream } = world;
  await ana.says('activate User Administrator for 1h because INC-7');
  await ana.soonSees('User Administrator in the directory', 'second factor');
  expect(writesIn(await upstream()).filter(({ status }) => status === 201)).toEqual([]);
});

story('an authentication context is missing: it is said plainly', async ({ dev, upstream }) => {
  await dev.says('activate Global Reader for 1h because INC-7');
  await dev.soonSees(
    'A stronger sign-in is needed',
    'Global Reader in the directory',
    'authentication context',
  );
  expect(writesIn(await upstream()).filter(({ status }) => status === 201)).toEqual([]);
});

story('Graph does not answer: the roles of Azure are listed beside what is missing', async (world) => {
  const { ana, fails } = world;
  await fails({ match: { service: 'graph', path: 'roleManagement' }, times: 20, status: 503 });
  await ana.says('my roles');
  await ana.sees('My roles', 'Contributor', 'Directory roles');
});

const WISH = 'because INC-1: the audit goes on';

story('extend: an expiring assignment is asked to be extended', async (world) => {
  const { dev, passes, upstream } = world;
  await dev.says(`extend Groups Administrator for 30 days ${WISH}`);
  await dev.soonSees('Asked an administrator', 'Groups Administrator in the directory', 'Ends ', '30 days');
  const writes = writesIn(await upstream());
  expect(writes.map(({ method, status }) => [method, status])).toEqual([['POST', 201]]);
  await passes('PT30M');
  await dev.says('my roles groups');
  await dev.sees('Groups Administrator', '9 days 23 h left');
  await givesMoreTime(world, { action: 'adminExtend', days: 30 });
  await passes('PT30M');
  await dev.says('my roles groups');
  await dev.soonSees('Groups Administrator', '29 days 23 h left');
});

story(
  'extend: what is missing is said with the sentence to copy, and a second wish waits',
  async ({ dev }) => {
    await dev.says('extend Groups Administrator for 30 days');
    await dev.sees(
      'Something is missing',
      'extend Groups Administrator in the directory for 30 days because …',
    );
    await dev.says('extend Groups Administrator for 2 days because INC-1');
    await dev.sees('It holds longer than that');
    await dev.says(`extend Groups Administrator in the directory for 30 days ${WISH}`);
    await dev.soonSees('Asked an administrator');
    await dev.says(`extend Groups Administrator for 60 days ${WISH}`);
    await dev.soonSees('Already asked');
  },
);

story('extend: a row of "my roles" that ends soon leads to it', async ({ dev }) => {
  await dev.says('my roles groups');
  await (await dev.sees('Groups Administrator in the directory', 'Active now')).clicks('Extend');
  await dev.soonSees(
    'Something is missing',
    'extend Groups Administrator in the directory for 30 days because …',
  );
});

story('renew: an assignment that ended is asked for anew', async (world) => {
  const { dev, passes } = world;
  await passes('P11D');
  await dev.says(`renew Groups Administrator in the directory for 30 days ${WISH}`);
  await dev.soonSees('Asked an administrator', 'Ended ', 'Groups Administrator in the directory');
  await givesMoreTime(world, { action: 'adminRenew', days: 30 });
  await passes('PT30M');
  await dev.says('my roles groups');
  await dev.soonSees('Groups Administrator', '29 days 23 h left');
});

story('extend: an eligibility is asked to be extended', async ({ ana, upstream }) => {
  await ana.says('extend Security Reader for 366 days because INC-1');
  await ana.soonSees('Asked an administrator', 'Security Reader in the directory', 'eligibility stays');
  expect(writesIn(await upstream()).map(({ path }) => path)).toEqual([
    expect.stringContaining('roleEligibilityScheduleRequests'),
  ]);
});

story('a running activation cannot be extended, and what can be done is said', async ({ ana, upstream }) => {
  await ana.says('activate Security Reader for 1h because INC-7');
  await ana.soonSees('Active', 'Security Reader in the directory');
  await ana.says('extend Security Reader for 2h because INC-7');
  await ana.soonSees('A running role cannot be extended', 'Activate it again');
  expect(writesIn(await upstream())).toHaveLength(1);
});

story('extend: of a group, and of Azure, only an administrator can', async ({ ana, upstream }) => {
  await ana.says('extend membership of Incident Responders for 30 days because INC-1');
  await ana.sees('Only an administrator can extend this', 'Incident Responders');
  await ana.says('extend Contributor on Contoso Dev for 30 days because INC-1');
  await ana.sees('Only an administrator can extend this', 'Contributor');
  expect(writesIn(await upstream())).toEqual([]);
});

story('extend: an answer that is lost leads to no second wish', async ({ dev, fails, passes, upstream }) => {
  await fails({ match: { service: 'graph', method: 'POST' }, times: 1, resetAfterEffect: true });
  await dev.says(`extend Groups Administrator for 30 days ${WISH}`);
  await passes('PT10S');
  await dev.soonSees('Asked an administrator', 'Groups Administrator in the directory');
  expect(writesIn(await upstream())).toHaveLength(1);
});
