import type { UpstreamCall } from '../harness/surface.js';
import { story, writesIn } from '../harness/world.js';

jest.setTimeout(30_000);

const turns = (calls: UpstreamCall[]): string[] =>
  calls
    .filter((c) => !c.background)
    .map((c) => `${c.method} ${/(?:Authorization|\/directory|\/group)\/(\w+)/.exec(c.path)?.[1] ?? c.path}`);

/** One list of each realm, asked for at the same time, and with it the name of the unit that Ana holds a role on. */
const LISTS = [
  'GET eligibilityScheduleInstances',
  'GET roleEligibilityScheduleInstances',
  'GET roleEligibilitySchedules',
];
const UNIT = 'GET administrativeUnits';

const cold = (calls: string[], lists: string[]): void =>
  expect(calls.slice(0, lists.length).sort()).toEqual([...lists].sort());

story(
  'calls of an activation: a list of each realm and two, one more at a child scope, fewer when the role is known',
  async ({ ana, upstream, forgets }) => {
    await ana.says('activate Contributor on rg-x for 2h because INC-7');
    const calls = turns(await upstream());
    cold(calls, [...LISTS, UNIT]);
    expect(calls.slice(4)).toEqual([
      'GET eligibleChildResources',
      'GET roleManagementPolicyAssignments',
      'PUT roleAssignmentScheduleRequests',
    ]);
    await forgets();
    await ana.says(
      'activate Key Vault Administrator on rg-payments for 1h ticket CHG-9 because rotate a key',
    );
    expect(turns(await upstream())).toEqual([
      'GET roleManagementPolicyAssignments',
      'PUT roleAssignmentScheduleRequests',
    ]);
  },
);

story('a list of each realm and two calls at an eligible scope', async ({ dev, upstream }) => {
  await dev.says('activate Contributor on "Contoso Production" for 1h because INC-7');
  const calls = turns(await upstream());
  cold(calls, LISTS);
  expect(calls.slice(3)).toEqual([
    'GET roleManagementPolicyAssignments',
    'PUT roleAssignmentScheduleRequests',
  ]);
});

story('one call for a role that is known', async ({ ana, upstream, forgets }) => {
  await ana.says('activate Owner on rg-payments for 1h because INC-42');
  await (await ana.sees('Waiting for approval')).clicks('Cancel request');
  await ana.soonSees('Cancelled');
  await forgets();
  await ana.says('activate Owner on rg-payments for 2h because INC-42 again');
  await ana.soonSees('Waiting for approval');
  expect(turns(await upstream())).toEqual(['PUT roleAssignmentScheduleRequests']);
});

story('one call for the press on a form', async ({ ana, upstream, forgets }) => {
  await ana.says('activate Contributor on rg-x for 2h');
  await forgets();
  await (await ana.sees('A reason is needed')).clicks('Activate', { justification: 'INC-7' });
  expect(turns(await upstream())).toEqual(['PUT roleAssignmentScheduleRequests']);
});

story('every write carries the acting person’s own token', async ({ ana, dev, upstream, base }) => {
  await ana.says('activate Contributor on rg-x for 2h because INC-7');
  await dev.says('activate Contributor on "Contoso Production" for 1h because INC-8');
  const people = (await (await fetch(`${base}/sandbox/people`)).json()) as { id: string; oid: string }[];
  const oids = ['ana', 'dev'].map((id) => people.find((p) => p.id === id)?.oid);
  expect(writesIn(await upstream()).map((w) => w.oid)).toEqual(oids);
});
