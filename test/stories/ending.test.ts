import { asksElsewhere } from '../harness/elsewhere.js';
import { story, writesIn } from '../harness/world.js';

jest.setTimeout(30_000);

story('the assignment ends by the clock and its card says so', async ({ ana, passes }) => {
  await ana.says('activate Contributor on rg-x for 2h because INC-7');
  const active = await ana.sees('Active');
  await passes('PT1H59M');
  await ana.sees('Ends soon');
  await passes('PT2M');
  await ana.sees('Ended ', 'It ran its full 2 h', 'Contributor on rg-x');
  expect((await ana.shows(active.id)).text).toContain('Ended ');
});

story('release works', async ({ ana, passes, upstream }) => {
  await ana.says('activate Contributor on rg-x for 2h because INC-7');
  await passes('PT10M');
  await ana.says('release contributor on rg-x');
  await ana.sees('Ended ', 'You released it', 'Contributor on rg-x');
  expect(writesIn(await upstream())).toHaveLength(2);
});

story(
  'inside PIM’s first five minutes a release is queued, not refused',
  async ({ ana, passes, upstream }) => {
    await ana.says('activate Contributor on rg-x for 2h because INC-7');
    const [queued] = await (await ana.sees('Active')).clicks('Release');
    expect(queued?.text).toContain('Release set for');
    expect(writesIn(await upstream())).toHaveLength(1);
    await passes('PT5M1S');
    await ana.sees('Ended ', 'Contributor on rg-x');
    const writes = writesIn(await upstream());
    expect(writes.map((w) => w.status)).toEqual([201, 201]);
  },
);

story('a queued release can be taken back', async ({ ana, passes, upstream }) => {
  await ana.says('activate Contributor on rg-x for 2h because INC-7');
  await (await ana.sees('Active')).clicks('Release');
  await (await ana.sees('Release set for')).clicks('Keep it');
  await ana.sees('Active', 'Contributor on rg-x');
  await passes('PT10M');
  await ana.sees('Active', 'Contributor on rg-x');
  expect(writesIn(await upstream())).toHaveLength(1);
});

story('a role activated elsewhere can be released too', async ({ ana, passes, base, upstream }) => {
  await asksElsewhere(base, 'ana', { role: 'Log Reader', justification: 'from the portal' });
  await passes('PT6M');
  await ana.says('release log reader');
  await ana.soonSees('Ended', 'You released it', 'Log Reader on Contoso Production');
  expect(writesIn(await upstream()).map((w) => w.status)).toEqual([201, 201]);
  await ana.says('my roles');
  expect((await ana.sees('My roles')).buttons).not.toContain('Release');
});

story('cancel works while a request waits', async ({ ana, ben }) => {
  await ana.says('activate Owner on rg-payments for 2h because INC-42');
  await ben.soonSees('Your decision');
  await (await ana.sees('Waiting for approval')).clicks('Cancel request');
  await ana.soonSees('Withdrawn', 'Owner on rg-payments');
  await ben.soonSees('Withdrawn');
});

story('nobody decides for a day: the request ends, and its cards say so', async ({ ana, ben, passes }) => {
  await ana.says('activate Owner on rg-payments for 2h because INC-42');
  await ben.soonSees('Your decision');
  await passes('P1DT5M');
  await ana.soonSees('Nobody decided', 'Owner on rg-payments');
});

story('a role can be asked for again, and starts right after the running one', async ({ ana, passes }) => {
  await ana.says('activate Contributor on rg-x for 1h because INC-7');
  await passes('PT55M');
  await (await ana.sees('Ends soon')).clicks('Activate again');
  const form = await ana.sees('Contributor on rg-x', 'How long', 'Discard');
  expect(form.fields).toEqual(['duration', 'justification']);
  await form.clicks('Activate', { justification: 'INC-7 goes on' });
  await ana.sees('Contributor on rg-x', 'INC-7 goes on');
  await passes('PT6M');
  await ana.sees('Ended ');
  await ana.sees('Active', 'INC-7 goes on');
});

story(
  'a queued release has nothing left to do when the role ended first',
  async ({ ana, passes, upstream }) => {
    await ana.says('activate Contributor on rg-x for 5 min because INC-7');
    await (await ana.sees('Active')).clicks('Release');
    await passes('PT1H');
    await ana.sees('Ended ', 'It ran its full 5 min');
    expect((await ana.messages()).length).toBe(1);
    expect(writesIn(await upstream())).toHaveLength(1);
  },
);
