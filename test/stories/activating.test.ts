import { story, writesIn } from '../harness/world.js';

jest.setTimeout(30_000);

story(
  'nothing is missing: the request goes out at once, at the place itself and nowhere wider',
  async ({ ana, upstream }) => {
    await ana.says('activate Contributor on rg-x for 2h because INC-7');
    const card = await ana.sees('Active', 'Contributor on rg-x', 'Resource group in Contoso Dev', 'INC-7');
    expect(card.buttons).toContain('Release');
    const writes = writesIn(await upstream());
    expect(writes).toHaveLength(1);
    expect(writes[0]?.path).toMatch(
      /^\/arm\/subscriptions\/[^/]+\/resourceGroups\/rg-x\/providers\/Microsoft\.Authorization\/roleAssignmentScheduleRequests\//,
    );
  },
);

story('without a reason the card asks for the reason alone', async ({ ana, upstream }) => {
  await ana.says('activate Contributor on rg-x for 2h');
  const form = await ana.sees('A reason is needed', 'Contributor on rg-x', 'only rg-x will be activated');
  expect(form.fields).toEqual(['justification']);
  expect(writesIn(await upstream())).toHaveLength(0);
  await form.clicks('Activate', { justification: 'INC-7: restart the worker' });
  const active = await ana.sees('Active', 'Contributor on rg-x', 'INC-7: restart the worker');
  expect(active.id).toBe(form.id);
});

story('a ticket is asked for, and the hour that is the most is offered', async ({ ana, upstream }) => {
  await ana.says('activate Key Vault Administrator on rg-payments for 2h');
  const form = await ana.sees('A ticket and a reason are needed', 'At most 1 h, you asked for 2 h');
  expect(form.fields).toEqual(['duration', 'ticketNumber', 'ticketSystem', 'justification']);
  await form.lacks('Activate', { justification: 'rotate a key' });
  expect(writesIn(await upstream())).toHaveLength(0);
  // What was filled in is not asked for again.
  const left = await ana.shows(form.id);
  const reason = left.fields.includes('justification') ? { justification: 'rotate a key' } : {};
  await left.clicks('Activate', { ...reason, ticketNumber: 'CHG-9' });
  await ana.sees('Active', 'Key Vault Administrator on rg-payments', '1 h, since', 'CHG-9', 'rotate a key');
});

story('a slip is offered back and does nothing by itself', async ({ ana, upstream }) => {
  await ana.says('activate cntributor on rgx');
  const choice = await ana.sees('Did you mean one of these?', 'cntributor', 'Contributor on rg-x');
  expect(writesIn(await upstream())).toHaveLength(0);
  await choice.clicks('activate.choose.1');
  await ana.sees('A reason is needed', 'Contributor on rg-x');
});

story('two places of the same name lead to a choice', async ({ ana, upstream }) => {
  await ana.says('activate Contributor on rg-shared for 1h because INC-7');
  const choice = await ana.sees('Which place?', '2 fit');
  expect(choice.buttons.filter((b) => b === 'Choose')).toHaveLength(2);
  expect(writesIn(await upstream())).toHaveLength(0);
  await choice.clicks('activate.choose.2');
  await ana.sees('Active', 'Contributor on rg-shared', 'Resource group in Contoso Production');
});

story('who may not read policies activates by validation’s word', async ({ eva, upstream }) => {
  await eva.says('activate Contributor on rg-y for 1h');
  const form = await eva.sees('A reason is needed', 'Contributor on rg-y');
  expect(form.fields).toEqual(['justification']);
  await form.clicks('Activate', { justification: 'a fix' });
  await eva.sees('Active', 'Contributor on rg-y');
  const paths = (await upstream()).map((c) => `${c.status} ${c.path}`);
  expect(paths.some((p) => p.startsWith('403') && p.includes('roleManagementPolicyAssignments'))).toBe(true);
  expect(paths.some((p) => p.includes('/validate'))).toBe(true);
});

story(
  'a role that needs nothing starts from one sentence; through a group it is the person’s own request',
  async ({ ana }) => {
    await ana.says('log reader on "Contoso Production" 30 min');
    await ana.sees('Active', 'Log Reader on Contoso Production', '30 min, since');
  },
);
