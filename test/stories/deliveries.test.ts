import { story, writesIn } from '../harness/world.js';

jest.setTimeout(60_000);

story('the same turn delivered three times makes one request and one answer', async ({ ana, upstream }) => {
  await ana.says('activate Contributor on rg-x for 2h because INC-7', { deliveries: 3 });
  await ana.sees('Active', 'Contributor on rg-x');
  expect(writesIn(await upstream())).toHaveLength(1);
  expect(await ana.messages()).toHaveLength(1);
});

story(
  'the same sentence typed twice is two submits; the second is told of the first',
  async ({ ana, upstream }) => {
    await ana.says('activate Contributor on rg-x for 2h because INC-7');
    const first = await ana.sees('Active');
    await ana.says('activate Contributor on rg-x for 2h because INC-7');
    await ana.soonSees('Already active', 'Contributor on rg-x');
    const writes = writesIn(await upstream());
    expect(writes.map((w) => w.status)).toEqual([201, 400]);
    expect(new Set(writes.map((w) => w.path)).size).toBe(2);
    expect(first.text).toContain('INC-7');
  },
);

story(
  'an answer that breaks off is looked up under the same name, and nothing is sent twice',
  async (world) => {
    const { ana } = world;
    await world.fails({ match: { service: 'arm', method: 'PUT' }, times: 1, resetAfterEffect: true });
    await ana.says('activate Contributor on rg-x for 2h because INC-7');
    await ana.soonSees('Active', 'Contributor on rg-x');
    const writes = writesIn(await world.upstream());
    expect(writes).toHaveLength(1);
  },
);

story(
  'PIM is down: an honest word, nothing is sent later, and the same sentence works once it is back',
  async (world) => {
    const { ana } = world;
    await world.fails({ match: { service: 'arm' }, times: 50, status: 503 });
    await ana.says('activate Contributor on rg-x for 1h because INC-42');
    await ana.soonSees('PIM did not answer');
    await world.passes('PT1M');
    expect(writesIn(await world.upstream())).toHaveLength(0);
    await world.mends();
    await ana.says('activate Contributor on rg-x for 1h because INC-42');
    await ana.soonSees('Active', 'Contributor on rg-x');
  },
);

story('PIM asks to wait: said so, and sent again under the same name', async (world) => {
  const { ana } = world;
  await world.fails({ match: { service: 'arm', method: 'PUT' }, times: 1, status: 429, retryAfter: 20 });
  await ana.says('activate Contributor on rg-x for 2h because INC-7');
  await ana.soonSees('PIM asks to wait');
  await world.passes('PT21S');
  await ana.soonSees('Active', 'Contributor on rg-x');
  const writes = writesIn(await world.upstream());
  expect(writes.map((w) => w.status)).toEqual([429, 201]);
  expect(new Set(writes.map((w) => w.path)).size).toBe(1);
});

story('what is asked in a channel is answered privately', async ({ ana }) => {
  await ana.says('activate Contributor on rg-x for 2h because INC-7', { via: 'mention' });
  const card = await ana.soonSees('Active', 'Contributor on rg-x');
  expect(card.isPrivate).toBe(true);
  const said = await ana.soonSees('privately');
  expect(said.isPrivate).toBe(false);
});

story('a decision that PIM asked to wait with is said to wait, and the later press counts', async (world) => {
  const { ana, ben } = world;
  await ana.says('activate Owner on rg-payments for 1h because INC-42');
  const card = await ben.soonSees('Your decision');
  await world.fails({ match: { service: 'arm', method: 'PATCH' }, times: 1, status: 429, retryAfter: 30 });
  await card.clicks('Approve', { reason: 'yes' });
  await ben.soonSees('Your approval is on its way');
  await (await ben.sees('Your decision')).clicks('Deny', { reason: 'better not' });
  await ana.soonSees('Denied', 'better not');
  await world.passes('PT1M');
  await ana.sees('Denied', 'better not');
});

story('what PIM has not taken can be stopped', async (world) => {
  const { ana } = world;
  await world.fails({ match: { service: 'arm', method: 'PUT' }, times: 1, status: 429, retryAfter: 60 });
  await ana.says('activate Contributor on rg-x for 2h because INC-7');
  await ana.soonSees('PIM asks to wait');
  await ana.says('cancel my request');
  await ana.soonSees('Cancelled', 'Contributor on rg-x');
  await world.passes('PT2M');
  expect(writesIn(await world.upstream()).map((w) => w.status)).toEqual([429]);
});

story('a sign-in that gives no token is said once, not asked for without end', async (world) => {
  const { eva } = world;
  await world.set({ consent: false });
  await eva.says('my roles');
  await eva.soonSees('Consent is missing');
});

story('a release said while the role is on its way is not forgotten', async (world) => {
  const { ana } = world;
  await world.fails({ match: { service: 'arm', method: 'PUT' }, times: 1, delay: 4_000 });
  await ana.says('activate Contributor on rg-x for 2h because INC-7');
  await ana.sees('On its way');
  await ana.says('release contributor on rg-x');
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  await ana.soonSees('Release set for', 'Contributor on rg-x');
  await world.passes('PT6M');
  await ana.soonSees('Ended', 'You released it');
});
