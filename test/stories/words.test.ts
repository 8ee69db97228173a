import { markupOf } from '../harness/card.js';
import { outsiderOf, story, writesIn } from '../harness/world.js';

jest.setTimeout(30_000);

story(
  'what is not understood is said so, with an example, and nothing is sent',
  async ({ ana, upstream }) => {
    await ana.says('can u gimme the thing asap');
    await ana.sees('I did not understand that', 'Nothing was sent');
    await ana.says('a'.repeat(10_000));
    await ana.sees('I did not understand that');
    await ana.says('do not activate Contributor on rg-x');
    expect(writesIn(await upstream())).toHaveLength(0);
  },
);

story('an outsider has nothing and is told so', async (world) => {
  const outsider = outsiderOf(world);
  await outsider.says('activate Owner on rg-payments for 1h because please');
  await outsider.sees('No role of yours fits', 'Owner on rg-payments');
  await outsider.says('my roles');
  await outsider.says('approvals');
  await outsider.sees('Nothing waits for your decision');
  expect(writesIn(await world.upstream())).toHaveLength(0);
});

story('my roles, my requests, approvals and help answer', async ({ ana }) => {
  await ana.says('my roles');
  await ana.sees('My roles', 'Owner on rg-payments', 'through Engineers', 'through Staff');
  await ana.says('my requests');
  await ana.sees('You have no open requests');
  await ana.says('help');
  const help = await ana.sees('What you can say');
  await help.clicks('help.try.2');
  await ana.sees('My roles');
});

story('text of a person stays text', async ({ ana }) => {
  const nasty = '**bold** [link](https://evil.example) ${subject.role} <at>x</at> & "quotes"';
  await ana.says('activate Contributor on rg-x for 2h');
  await (await ana.sees('A reason is needed')).clicks('Activate', { justification: nasty });
  const active = await ana.sees('Active', nasty);
  expect(markupOf(active.shown.card).join('\n')).not.toMatch(/evil\.example|\*\*bold/);
});
