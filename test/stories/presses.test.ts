import { pressOf } from '../harness/card.js';
import { story, writesIn } from '../harness/world.js';

jest.setTimeout(30_000);

story('a second click on a form makes no second request, and says so', async (world) => {
  const { ana } = world;
  await ana.says('activate Contributor on rg-x for 2h');
  const form = await ana.sees('A reason is needed');
  const press = pressOf(form.shown.card, 'activate.submit', { justification: 'INC-7' });
  await Promise.all([world.forges(ana, press), world.forges(ana, press), world.forges(ana, press)]);
  await ana.soonSees('Active', 'Contributor on rg-x');
  await ana.soonSees('Already done', 'Nothing was sent a second time');
  expect(writesIn(await world.upstream())).toHaveLength(1);
});

story('a stranger’s click does nothing and says whose request it is', async (world) => {
  const { ana, dev } = world;
  await ana.says('activate Contributor on rg-x for 2h because INC-7');
  const press = pressOf((await ana.sees('Active')).shown.card, 'role.release');
  await world.passes('PT10M');
  await world.forgets();
  await world.forges(dev, press);
  await dev.soonSees('This is not your request', 'Ana Ruiz');
  await ana.sees('Active');
  expect(writesIn(await world.upstream())).toHaveLength(0);
});

story('a card that is a day old does nothing but offer a new start', async (world) => {
  const { ana, passes } = world;
  await ana.says('activate Contributor on rg-x for 2h');
  const form = await ana.sees('A reason is needed');
  await passes('P1DT1M');
  await form.clicks('Activate', { justification: 'INC-7' });
  const old = await ana.sees('This card is old', 'Nothing was sent');
  expect(writesIn(await world.upstream())).toHaveLength(0);
  await old.clicks('Start again');
  await ana.sees('A reason is needed', 'Contributor on rg-x');
});

story('altered payloads have no effect but a word', async (world) => {
  const { ana } = world;
  await ana.says('activate Contributor on rg-x for 2h');
  const { data } = pressOf((await ana.sees('A reason is needed')).shown.card, 'activate.submit');
  const altered: unknown[] = [
    { ...(data as object), id: 'AAAAAAAAAAAAAAAAAAAAAA', justification: 'x' },
    { ...(data as object), id: 42, justification: 'x' },
    { ...(data as object), v: 'x', id: '../../operation', justification: 'x' },
    { justification: 'x', role: 'Owner', scope: '/', principalId: 'someone' },
    null,
    'activate.submit',
    [data],
  ];
  for (const each of altered) {
    await world.forges(ana, { verb: 'activate.submit', data: each });
  }
  await world.forges(ana, { verb: '__proto__', data });
  await world.forges(ana, {});
  expect(writesIn(await world.upstream())).toHaveLength(0);
  await world.forges(ana, {
    verb: 'activate.submit',
    data: {
      ...(data as object),
      justification: 'INC-7',
      role: 'Owner',
      scope: '/',
      roleDefinitionId: 'x',
      duration: 'PT9999H',
    },
  });
  expect(writesIn(await world.upstream())).toHaveLength(0);
  const form = await ana.soonSees('At most 8 h');
  await form.clicks('Activate', { duration: 'PT1H' });
  const active = await ana.soonSees('Active', 'Contributor on rg-x', '1 h, since');
  expect(active.text).not.toContain('Owner');
});

story('a row of a page that was turned is not taken for the row that is there now', async (world) => {
  const { ana } = world;
  await ana.says('my roles');
  const list = await ana.sees('My roles');
  const { verb, data } = pressOf(list.shown.card, 'activate.start');
  await world.forges(ana, { ...(verb ? { verb } : {}), data: { ...(data as object), v: 99 } });
  await ana.soonSees('Already done');
});
