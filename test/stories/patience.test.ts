import { openWorld, writesIn } from '../harness/world.js';

jest.setTimeout(90_000);

/** Longer than a lease, so that one that were not renewed would be taken over and the request sent again. */
const SLOW = 30_000;

it('a request that takes longer than a lease is neither given up nor sent twice', async () => {
  const world = await openWorld('redis');
  const { ana } = world;
  try {
    await world.fails({ match: { service: 'arm', method: 'PUT' }, times: 1, delay: SLOW });
    await ana.says('activate Contributor on rg-x for 2h because INC-7');
    const card = await ana.sees('On its way', 'Contributor on rg-x');
    await new Promise((resolve) => setTimeout(resolve, SLOW));
    await ana.soonSees('Active', 'Contributor on rg-x');
    expect((await ana.shows(card.id)).text).toContain('Active');
    expect(writesIn(await world.upstream()).map((w) => w.status)).toEqual([201]);
  } finally {
    await world.ends();
  }
});
