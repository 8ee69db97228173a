import { CHANNEL_ID } from '../../sandbox/teams/roster.js';
import { asksElsewhere } from '../harness/elsewhere.js';
import { openWorld, story, type World } from '../harness/world.js';

jest.setTimeout(40_000);

const asksForOwner = ({ ana }: World) => ana.says('activate Owner on rg-payments for 2h because INC-42');

story('approvers are reminded, ever more rarely, and every copy of the card follows', async (world) => {
  const { ana, ben, passes } = world;
  await asksForOwner(world);
  await ben.soonSees('Your decision');
  await passes('PT16M');
  expect(await ben.messages()).toHaveLength(2);
  await passes('PT1M');
  expect(await ben.messages()).toHaveLength(2);
  await passes('PT1H');
  expect(await ben.messages()).toHaveLength(3);
  await (await ben.sees('Your decision')).clicks('Approve', { reason: 'yes' });
  await ana.soonSees('Active', 'Owner on rg-payments');
  const left = (await ben.messages()).filter((m) => JSON.stringify(m.card).includes('approval.approve'));
  expect(left).toHaveLength(0);
});

story('the requester gets a message of its own when someone decided', async (world) => {
  const { ana, ben } = world;
  await asksForOwner(world);
  const before = (await ana.messages()).length;
  await (await ben.soonSees('Your decision')).clicks('Deny', { reason: 'not now' });
  await ana.soonSees('Denied', 'not now');
  expect((await ana.messages()).length).toBe(before + 1);
});

story('who mutes is not pinged, and may still decide', async (world) => {
  const { ana, ben, cleo } = world;
  await ben.says('mute approvals');
  await asksForOwner(world);
  await cleo.soonSees('Your decision');
  await ana.soonSees('Waiting for approval', 'Muted', 'Ben Okafor');
  expect(await ben.messages()).toHaveLength(1);
  const [card] = await ben.says('approvals');
  await card?.clicks('Approve', { reason: 'yes' });
  await ana.soonSees('Active', 'Owner on rg-payments', 'Ben Okafor');
  await ben.says('unmute approvals');
});

story('a word before the end, with a way to go on and a way to stop', async ({ ana, passes }) => {
  await ana.says('activate Contributor on rg-x for 2h because INC-7');
  const before = (await ana.messages()).length;
  await passes('PT1H51M');
  const soon = await ana.sees('Ends soon', 'Contributor on rg-x');
  expect(soon.buttons).toEqual(['Activate again', 'Release now']);
  expect((await ana.messages()).length).toBe(before + 1);
});

story('"Checked" is said only once PIM lists the role', async (world) => {
  const { ana, passes } = world;
  await world.set({ propagationLagMs: 60_000 });
  await ana.says('activate Contributor on rg-x for 2h because INC-7');
  await passes('PT20S');
  expect((await ana.sees('Active')).text).not.toContain('Checked');
  await passes('PT2M');
  await passes('PT1M');
  await ana.soonSees('Active', 'Checked', 'the role is in force');
});

story(
  'what was asked for elsewhere reaches approvers who use the bot, and its card follows',
  async (world) => {
    const { ben, cleo, passes, base } = world;
    await ben.says('approvals');
    await cleo.says('approvals');
    await asksElsewhere(base, 'ana', { role: 'Owner', justification: 'from the portal' });
    await passes('PT15S');
    await passes('PT1H1M');
    const card = await ben.sees('Your decision', 'Ana Ruiz asks for Owner on rg-payments', 'from the portal');
    await cleo.sees('Your decision', 'from the portal');
    await card.clicks('Approve', { reason: 'yes' });
    await ben.sees('Approved', 'Ben Okafor');
    await passes('PT1M1S');
    await cleo.soonSees('Approved', 'Ben Okafor');
  },
);

it('a channel can be told of requests at a place; it shows who may decide, and later who did', async () => {
  const world = await openWorld('memory', { settings: { approvalsChannels: { 'rg-payments': CHANNEL_ID } } });
  const { ana, ben, dev } = world;
  try {
    await asksForOwner(world);
    const posted = await dev.soonSees(
      'Waiting for a decision',
      'Ana Ruiz asks for Owner on rg-payments',
      'Ben Okafor',
    );
    expect(posted.shown.conversation).toBe(CHANNEL_ID);
    expect(posted.buttons).toEqual([]);
    await (await ben.sees('Your decision')).clicks('Approve', { reason: 'yes' });
    await dev.soonSees('Approved', 'Ben Okafor');
    await ana.says('activate Key Vault Administrator on rg-payments for 1h ticket CHG-9 because keys');
    expect(await dev.messages()).toHaveLength(1);
  } finally {
    await world.ends();
  }
});
