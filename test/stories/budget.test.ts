import type { UpstreamCall } from '../harness/surface.js';
import { story, writesIn } from '../harness/world.js';

jest.setTimeout(30_000);

/** `GET roleEligibilitySchedules` of Azure's; a realm of Graph by its name before it. */
const turns = (calls: UpstreamCall[]): string[] =>
  calls
    .filter((c) => !c.background)
    .map(({ method, path }) => {
      const [, azure] = /Authorization\/(\w+)/.exec(path) ?? [];
      const [, realm, list] = /(directory|privilegedAccess\/group)\/(\w+)/.exec(path) ?? [];
      return `${method} ${azure ?? `${realm?.replace(/.*\//, '')} ${list}`}`;
    })
    .sort();

/** Each further realm costs one list when nothing is known yet; the name of an administrative unit one read more. */
const OTHER_REALMS = [
  'GET directory roleEligibilityScheduleInstances',
  'GET group eligibilityScheduleInstances',
];
const UNIT = 'GET directory administrativeUnits';

story(
  'calls of an activation: three and one for each further realm, one more at a child scope, fewer when the role is known',
  async ({ ana, upstream, forgets }) => {
    await ana.says('activate Contributor on rg-x for 2h because INC-7');
    expect(turns(await upstream())).toEqual(
      [
        UNIT,
        ...OTHER_REALMS,
        'GET eligibleChildResources',
        'GET roleEligibilitySchedules',
        'GET roleManagementPolicyAssignments',
        'PUT roleAssignmentScheduleRequests',
      ].sort(),
    );
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

story('three calls at an eligible scope, and one for each further realm', async ({ dev, upstream }) => {
  await dev.says('activate Contributor on "Contoso Production" for 1h because INC-7');
  expect(turns(await upstream())).toEqual(
    [
      ...OTHER_REALMS,
      'GET roleEligibilitySchedules',
      'GET roleManagementPolicyAssignments',
      'PUT roleAssignmentScheduleRequests',
    ].sort(),
  );
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
