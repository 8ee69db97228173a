import { pressOf } from '../harness/card.js';
import { outsiderOf, story, type World, writesIn } from '../harness/world.js';

jest.setTimeout(30_000);

const asksForOwner = ({ ana }: World) =>
  ana.says('activate Owner on rg-payments for 2h because INC-42: payments fail');

story('Owner waits, names its approvers; Ben approves, and every card of everyone says so', async (world) => {
  const { ana, ben, cleo } = world;
  await asksForOwner(world);
  const waiting = await ana.sees(
    'Waiting for approval',
    'Owner on rg-payments',
    'Ben Okafor',
    'Cleo Martin',
    'through Access Approvers',
  );
  const asked = await ben.soonSees(
    'Your decision',
    'Ana Ruiz asks for Owner on rg-payments',
    'INC-42: payments fail',
    'Production',
  );
  await cleo.soonSees('Your decision');
  await asked.clicks('Approve', { reason: 'Incident confirmed' });
  await ben.sees('Approved', 'Ben Okafor', 'Incident confirmed');
  await ana.soonSees('Active', 'Owner on rg-payments', 'Ben Okafor', 'Incident confirmed');
  expect((await ana.shows(waiting.id)).text).toContain('Incident confirmed');
  await cleo.soonSees('Approved', 'Ben Okafor');
  expect((await cleo.messages()).length).toBe(1);
});

story('Cleo, an approver through a group, denies with a reason', async (world) => {
  const { ana, ben, cleo } = world;
  await asksForOwner(world);
  const card = await cleo.soonSees('Your decision');
  await card.lacks('Deny', {});
  expect(writesIn(await world.upstream())).toHaveLength(1);
  await card.clicks('Deny', { reason: 'Use Key Vault Administrator' });
  await ana.soonSees('Denied', 'By Cleo Martin', 'Use Key Vault Administrator', 'INC-42: payments fail');
  await ben.soonSees('Denied', 'Cleo Martin');
});

story(
  'every decision carries the token of the one who decides, every request that of its requester',
  async (world) => {
    const { ben } = world;
    await asksForOwner(world);
    await (await ben.soonSees('Your decision')).clicks('Approve', { reason: 'yes' });
    const people = await (await fetch(`${world.base}/sandbox/people`)).json();
    const oid = (id: string) => (people as { id: string; oid: string }[]).find((p) => p.id === id)?.oid;
    const writes = writesIn(await world.upstream());
    expect(writes.map((w) => [w.method, w.oid])).toEqual([
      ['PUT', oid('ana')],
      ['PATCH', oid('ben')],
    ]);
  },
);

story('a decision that comes second changes nothing and says who was first', async (world) => {
  const { ben, cleo } = world;
  await asksForOwner(world);
  const [bens, cleos] = [await ben.soonSees('Your decision'), await cleo.soonSees('Your decision')];
  await Promise.all([bens.clicks('Approve', { reason: 'yes' }), cleos.tries('Deny', { reason: 'no' })]);
  const writes = writesIn(await world.upstream()).filter(
    (w) => w.path.includes('roleAssignmentApprovals') && w.status < 300,
  );
  expect(writes).toHaveLength(1);
  const by = writes[0]?.oid;
  const people = (await (await fetch(`${world.base}/sandbox/people`)).json()) as {
    name: string;
    oid: string;
  }[];
  const name = people.find((p) => p.oid === by)?.name ?? '';
  await ben.soonSees('By', name);
  await cleo.soonSees('By', name);
});

story('what waits is listed by PIM’s word, and decided from there', async (world) => {
  const { ana, ben } = world;
  await asksForOwner(world);
  await ben.soonSees('Your decision');
  const [card] = await ben.says('approvals');
  expect(card?.text).toContain('Ana Ruiz asks for Owner on rg-payments');
  await card?.clicks('Approve', { reason: 'yes' });
  await ana.soonSees('Active', 'Owner on rg-payments');
  expect(
    (await ben.messages()).filter((m) => JSON.stringify(m.card).includes('approval.approve')),
  ).toHaveLength(0);
});

story('nobody decides on their own request, and an outsider on none', async (world) => {
  const { ana, ben } = world;
  const outsider = outsiderOf(world);
  await asksForOwner(world);
  const card = await ben.soonSees('Your decision');
  const press = pressOf(card.shown.card, 'approval.approve', { reason: 'mine' });
  await outsider.says('help');
  await world.forgets();
  await world.forges(ana, press);
  await ana.soonSees('This is your own request', 'Nobody decides on their own request');
  await world.forges(outsider, press);
  await outsider.soonSees('This is not yours to decide');
  expect(writesIn(await world.upstream())).toHaveLength(0);
  await card.clicks('Approve', { reason: 'yes' });
  await ana.soonSees('Active', 'Owner on rg-payments');
});

story('a later start that needs approval is what all cards speak of', async ({ ana, ben }) => {
  await ana.says('activate Owner on rg-payments for 2h starting in 5h because INC-42');
  const waiting = await ana.soonSees('Waiting for approval', '2 h, from ');
  expect(waiting.text).not.toContain('counted from the approval');
  const card = await ben.soonSees('Your decision', '2 h, from ');
  expect(card.text).not.toContain('if you approve now');
  await card.clicks('Approve', { reason: 'yes' });
  await ben.soonSees('Approved', '2 h, from ');
  await ana.soonSees('Set to start', 'Owner on rg-payments');
});
