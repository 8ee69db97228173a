import type { Seen } from '../harness/actor.js';
import { elements } from '../harness/card.js';
import { story, writesIn } from '../harness/world.js';

jest.setTimeout(30_000);

/** The payload behind a button, as a client would send it. */
function pressOf(card: Seen, verb: string, inputs: Record<string, string> = {}) {
  const button = elements(card.shown.card).find((e) => e.verb === verb);
  return { action: { type: 'Action.Execute', verb, data: { ...(button?.data as object), ...inputs } } };
}

story('a second click on a form makes no second request, and says so', async (world) => {
  const { ana } = world;
  await ana.says('activate Contributor on rg-x for 2h');
  const press = pressOf(await ana.sees('A reason is needed'), 'activate.submit', { justification: 'INC-7' });
  await Promise.all([world.forges(ana, press), world.forges(ana, press), world.forges(ana, press)]);
  await ana.soonSees('Active', 'Contributor on rg-x');
  await ana.soonSees('Already done', 'Nothing was sent a second time');
  expect(writesIn(await world.upstream())).toHaveLength(1);
});

story('a stranger’s click does nothing and says whose request it is', async (world) => {
  const { ana, dev } = world;
  await ana.says('activate Contributor on rg-x for 2h because INC-7');
  const press = pressOf(await ana.sees('Active'), 'role.release');
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
  const { data } = pressOf(await ana.sees('A reason is needed'), 'activate.submit').action;
  const altered: unknown[] = [
    { ...data, id: 'AAAAAAAAAAAAAAAAAAAAAA', justification: 'x' },
    { ...data, id: 42, justification: 'x' },
    { ...data, v: 'x', id: '../../operation', justification: 'x' },
    { justification: 'x', role: 'Owner', scope: '/', principalId: 'someone' },
    null,
    'activate.submit',
    [data],
  ];
  for (const each of altered) {
    await world.forges(ana, { action: { type: 'Action.Execute', verb: 'activate.submit', data: each } });
  }
  await world.forges(ana, { action: { type: 'Action.Execute', verb: '__proto__', data } });
  await world.forges(ana, {});
  expect(writesIn(await world.upstream())).toHaveLength(0);
  await world.forges(ana, {
    action: {
      type: 'Action.Execute',
      verb: 'activate.submit',
      data: {
        ...data,
        justification: 'INC-7',
        role: 'Owner',
        scope: '/',
        roleDefinitionId: 'x',
        duration: 'PT9999H',
      },
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
  const press = pressOf(list, 'activate.start');
  const { data } = press.action as { data: Record<string, unknown> };
  await world.forges(ana, { action: { ...press.action, data: { ...data, v: 99 } } });
  await ana.soonSees('Already done');
});
