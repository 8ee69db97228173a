import type { UpstreamCall } from '../harness/surface.js';
import { story } from '../harness/world.js';

jest.setTimeout(60_000);

const PLACES = Array.from({ length: 14 }, (_, i) => `rg-app-${String(i + 1).padStart(3, '0')}`);
const TWENTY = [
  `Contributor on ${PLACES.join(', ')}`,
  'Security Reader in the directory',
  'Helpdesk Administrator in Berlin',
  'Application Administrator in the directory',
  'membership of Incident Responders',
  'membership of Break Glass Operators',
  'ownership of Engineers',
].join(', ');

const paths = (calls: UpstreamCall[]): string[] =>
  calls.filter((call) => !call.background).map(({ method, path }) => `${method} ${path.split('?')[0]}`);

story('three realms in one sentence: a result for each role', async ({ ana }) => {
  await ana.says(
    'activate Contributor on rg-x, Security Reader in the directory and membership of Incident Responders for 1h because INC-7',
  );
  await ana.soonSees(
    'All 3 are active',
    'Contributor on rg-x',
    'Security Reader in the directory',
    'Member of Incident Responders',
  );
});

story('20 roles of three realms, all known: two calls, and the approvers are asked', async (world) => {
  const { ana, ben, upstream, forgets } = world;
  await ana.says(`activate ${TWENTY} for 1h`);
  await (await ana.soonSees('A reason is needed', 'rg-app-014', 'Owner of Engineers')).clicks('Discard');
  await forgets();
  await ana.says(`activate ${TWENTY} for 1h because INC-7`);
  await ana.soonSees('2 of 20 waiting for approval', '18 of 20 active');
  expect(paths(await upstream()).sort()).toEqual(['POST /arm/batch', 'POST /graph/v1.0/$batch']);
  await ben.soonSees('Your decision', 'Application Administrator in the directory');
});

story('one role is refused: it alone is tried again, by a press', async (world) => {
  const { ana, upstream, forgets } = world;
  const wish = 'activate Contributor on rg-x and User Administrator in the directory and Security Reader';
  await ana.says(`${wish} for 1h because INC-7`);
  const card = await ana.soonSees('2 of 3 active', 'User Administrator in the directory');
  await forgets();
  await card.clicks('activate.retry');
  const sent = paths(await upstream()).filter((path) => path.startsWith('POST'));
  expect(sent).toEqual([expect.stringMatching(/roleAssignmentScheduleRequests$/)]);
});
