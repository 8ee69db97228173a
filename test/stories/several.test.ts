import type { UpstreamCall } from '../harness/surface.js';
import { story, writesIn } from '../harness/world.js';

jest.setTimeout(30_000);

const TWO = 'activate Contributor on rg-x and Key Vault Administrator on rg-payments for 1h';
const turns = (calls: UpstreamCall[]): string[] =>
  calls
    .filter((c) => !c.background)
    .map((c) => `${c.method} ${/Authorization\/(\w+)/.exec(c.path)?.[1] ?? c.path.split('?')[0]}`);

story(
  'two roles in one sentence: one form for what is missing, one call, one card',
  async ({ ana, upstream, forgets }) => {
    await ana.says(TWO);
    const form = await ana.sees(
      'A ticket and a reason are needed',
      'Contributor on rg-x',
      'Key Vault Administrator',
    );
    expect(form.fields).toEqual(['ticketNumber', 'ticketSystem', 'justification']);
    expect(writesIn(await upstream())).toHaveLength(0);
    await forgets();
    await form.clicks('Activate', { ticketNumber: 'CHG-9', justification: 'INC-7' });
    const card = await ana.soonSees(
      'All 2 are active',
      'Contributor on rg-x',
      'Key Vault Administrator on rg-payments',
      'CHG-9',
    );
    expect(card.buttons).toEqual(['My requests', 'My roles']);
    expect(turns(await upstream())).toEqual(['POST /arm/batch']);
  },
);

story(
  'the role carries on from place to place; all is known, so one call is enough',
  async ({ ana, upstream, forgets }) => {
    await ana.says('activate Contributor on rg-x and rg-y for 1h');
    const form = await ana.sees('A reason is needed', 'Contributor on rg-x', 'Contributor on rg-y');
    await form.clicks('Discard');
    await forgets();
    await ana.says('activate Contributor on rg-x and rg-y for 1h because INC-7');
    await ana.soonSees('All 2 are active', 'Contributor on rg-x', 'Contributor on rg-y', 'INC-7');
    expect(turns(await upstream())).toEqual(['POST /arm/batch']);
  },
);

story(
  'one waits for approval, the others are active; the card follows the decision',
  async ({ ana, ben }) => {
    await ana.says(
      'activate Contributor on rg-x, Log Reader on "Contoso Production" and Owner on rg-payments for 30 min because INC-7',
    );
    await ana.soonSees('1 of 3 waiting for approval', '2 of 3 active', 'Waiting for approval by Ben Okafor');
    const request = await ben.soonSees('Ana Ruiz asks for Owner on rg-payments');
    await request.clicks('Approve', { reason: 'go on' });
    await ana.soonSees('All 3 are active');
  },
);

story(
  'an answer that was lost is looked up, and what was not sent is sent by itself',
  async ({ ana, fails, upstream }) => {
    await ana.says('activate Contributor on rg-x and rg-y for 1h');
    const form = await ana.sees('A reason is needed');
    await fails({
      match: { service: 'arm', method: 'POST', path: 'batch' },
      times: 1,
      resetAfterEffect: true,
    });
    await form.clicks('Activate', { justification: 'INC-7' });
    await ana.soonSees('All 2 are active');
    expect(writesIn(await upstream()).filter((c) => c.path.includes('batch'))).toHaveLength(1);
    expect(writesIn(await upstream()).filter((c) => c.method === 'PUT')).toHaveLength(0);
  },
);

story('without a batch each goes by itself', async ({ ana, fails, upstream }) => {
  await fails({ match: { service: 'arm', path: 'batch' }, times: 1, status: 404 });
  await ana.says('activate Contributor on rg-x and rg-y for 1h because INC-7');
  await ana.soonSees('All 2 are active');
  expect(writesIn(await upstream()).map((c) => c.method)).toEqual(['POST', 'PUT', 'PUT']);
});

story('one that is not clear stops all, and the card says which', async ({ ana, upstream }) => {
  await ana.says('activate Contributor on rg-x and rg-shared for 1h because INC-7');
  await ana.sees(
    'One of them is not clear',
    'Nothing was sent',
    'More than one fits',
    'rg-shared in Contoso Dev',
  );
  expect(writesIn(await upstream())).toHaveLength(0);
  await ana.says('activate Contributor on rg-x and rg-shared in Contoso Dev for 1h because INC-7');
  await ana.soonSees('All 2 are active', 'Contributor on rg-shared');
});

story(
  'only what was refused is asked for again, from the same card',
  async ({ ana, fails, forgets, upstream }) => {
    await fails({ match: { service: 'arm', path: 'batch' }, times: 1, status: 404 });
    await fails({ match: { service: 'arm', method: 'PUT', path: 'rg-y' }, times: 1, status: 400 });
    await ana.says('activate Contributor on rg-x and rg-y for 1h because INC-7');
    const card = await ana.soonSees('1 of 2 not activated', '1 of 2 active', 'Not activated, Not accepted');
    await forgets();
    await card.clicks('Retry the failed one');
    const after = await ana.soonSees('All 2 are active');
    expect(after.id).toBe(card.id);
    expect(writesIn(await upstream()).map((c) => /resourceGroups\/([^/]+)/.exec(c.path)?.[1])).toEqual([
      'rg-y',
    ]);
  },
);

story('both are released in one sentence, or, where one is not meant, none', async (world) => {
  const { ana, passes, upstream, forgets } = world;
  await ana.says('activate Contributor on rg-x and rg-y for 2h because INC-7');
  await ana.soonSees('All 2 are active');
  await passes('PT10M');
  await forgets();
  await ana.says('release Contributor on rg-x and Owner on rg-y');
  await ana.sees('One of them is not clear', 'Contributor on rg-x', 'Nothing to release');
  expect(writesIn(await upstream())).toHaveLength(0);
  await ana.says('release Contributor on rg-x and rg-y');
  await ana.soonSees('All 2 are over');
  expect(writesIn(await upstream()).map((w) => w.status)).toEqual([201, 201]);
});
