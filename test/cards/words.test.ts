import type { ActivationFormView, View } from '../../bot/views/views.js';
import { drawAdaptive } from '../../cards/adaptive.js';
import { drawText } from '../../cards/text.js';
import { extract, nodesOf } from './extract.js';
import { named, samples } from './samples.js';
import { frame, hour, now } from './tenant.js';

const spoken = (card: unknown): string[] =>
  nodesOf(card).flatMap((node) =>
    ['text', 'title', 'label', 'errorMessage', 'tooltip', 'fallbackText'].flatMap((key) =>
      typeof node[key] === 'string' ? [node[key]] : [],
    ),
  );

const view = (name: keyof typeof samples): View => samples[name] as View;

test.each(named)('%s: short, plain, calm', (_, sample) => {
  const words = [...spoken(drawAdaptive(sample, frame)), drawText(sample, frame)].join('\n');
  expect(words).not.toMatch(/\b(please|sorry|oops|successful(ly)?|simply|he|she|his|her)\b/i);
  expect(words).not.toMatch(/!|\p{Extended_Pictographic}/u);
});

test.each(named)('%s: the text says what the card says', (_, sample) => {
  const text = drawText(sample, frame).replace(/\s+/g, ' ');
  const { title, facts } = extract(drawAdaptive(sample, frame));
  expect(text).toContain(title);
  const hidden = ['Rule', 'Code', 'Call', 'Portal', 'Apps', 'Azure CLI', 'kubectl', 'PowerShell'];
  for (const [label, value] of facts.filter(([name]) => !hidden.includes(name))) {
    expect(text).toContain(label);
    for (const line of value.split('\n')) expect(text).toContain(line.trim());
  }
});

test.each<[string, Partial<ActivationFormView>]>([
  ['A ticket and a reason are needed', { ask: ['duration', 'ticket', 'justification'] }],
  ['A reason is needed', { ask: ['duration', 'ticket', 'justification'], ticketNumber: 'INC-7' }],
  ['A ticket is needed', { ask: ['ticket', 'justification'], justification: 'a restart' }],
  ['Ready to send', { ask: ['duration', 'justification'], justification: 'a restart' }],
  ['A reason is needed', { ask: ['justification'], justification: 'a restart', because: 'refused' }],
  ['How long?', { ask: ['duration'], justification: 'a restart' }],
])('a form is called "%s" by what it still lacks', (title, more) => {
  const form = { ...(view('form reason') as ActivationFormView), ...more };
  expect(drawText(form, frame).split('\n')[0]).toBe(title);
});

test.each([
  ['form reason', ['Contributor on rg-x', 'Resource group in Contoso Dev', '2 h, until 16:05']],
  [
    'waiting',
    ['Owner on rg-payments', '23 h 57 min left to decide, until Wed 14:02', 'Cleo Martin, 14:02, through'],
  ],
  ['active', ['1 h 35 min left, until 15:40', '2 h, since 13:40', '13:41, the role is in force']],
  [
    'active directory role',
    ['User Administrator in the directory (Directory role, whole directory)', '30 s left, until 14:05'],
  ],
  ['scheduled', ['Starts on Wed 10:05, until Wed 11:05', 'Key vault in rg-payments, Contoso Production']],
  ['scheduled, approved', ['Starts on Wed 10:05', 'Ben Okafor']],
  ['unknown', ['Next look at 14:05:10, last look 14:05:00', 'left at 14:04:42', 'until 14:10']],
  ['ended released', ['Ended on Mon 18:05', 'You released it']],
  [
    'decision',
    [
      'Ana Ruiz asks for Owner on rg-payments',
      'Contoso Production, Contoso',
      'until 18:05 if you approve now',
    ],
  ],
  ['decided denied', ['Ana Ruiz asked for Member of Break Glass Operators', 'By Ben Okafor at 14:05']],
  [
    'choice of place',
    ['Contributor for 1 h', '3 fit. Nothing is sent until you choose.', '- rg-y; Dev, Resource group'],
  ],
  ['roles', ['3 active, 21 more to activate', 'Azure resources, 5 of 18', 'through Engineers']],
  ['roles with trouble', ['Not everything could be read', 'Could not be read: PIM asks to wait']],
  ['approvals', ['30 wait for your decision', 'for 4 h; 2 h left, until 16:05', 'Page 1 of 3.']],
  ['failed by time', ['You asked for 8 h.', 'at most 4 h', 'Ask for 4 h.', 'PIM refused it at 14:05']],
  [
    'form ticket, reason, too long',
    ['At most 1 h, you asked for 2 h', '1 h, until 15:05 (the most allowed)'],
  ],
  ['choice of group', ['Which group?', 'Break Glass Operators; Group, as member']],
  [
    'choice of directory role',
    [
      'Helpdesk Administrator in Berlin office (administrative unit)',
      'Helpdesk Administrator in the directory',
    ],
  ],
  [
    'choice over realms',
    [
      'Which one?',
      '2 fit. Could not be read: Directory roles.',
      'Group, as owner',
      'Resource group in Contoso',
    ],
  ],
  ['choice near, group', ['No role of yours is called Member of Brake Glass.']],
  ['problem wrote, directory', ['Global Raeder in the directory', 'Not read: Directory roles, Groups']],
  ['asked to decide unit', ['asks for Helpdesk Administrator in Berlin office (administrative unit)']],
  ['asked to decide ownership', ['asks for Owner of Break Glass', 'Owner can add others to this group']],
  [
    'chain',
    [
      'Security Administrator in the directory comes with membership of Break Glass Operators.',
      'Activate the membership first',
      'Member of Break Glass Operators; Group, 2 h',
      'Reason: INC-9',
    ],
  ],
  [
    'chain of two activations',
    [
      'then ask for the role again',
      'Members of Break Glass Operators may activate Owner on rg-payments.',
      'User Administrator in the directory comes with membership of Engineers.',
    ],
  ],
])('%s says who, where and when', (name, parts) => {
  for (const part of parts) expect(drawText(view(name), frame)).toContain(part);
});

test.each([
  ['form reason', ['justification'], ['activate.submit', 'activate.edit', 'activate.discard']],
  ['form changed', ['duration'], ['activate.submit', 'activate.discard']],
  [
    'form ticket only',
    ['ticketNumber', 'ticketSystem'],
    ['activate.submit', 'activate.edit', 'activate.discard'],
  ],
  ['sending', [], []],
  ['waiting', [], ['request.cancel']],
  ['scheduled', [], ['request.cancel']],
  ['active', [], ['role.release', 'role.tools']],
  ['ending', [], ['activate.again', 'role.release']],
  ['ending approval', [], ['role.release']],
  ['releasing queued', [], ['role.keep']],
  ['releasing', [], []],
  ['ended ran', [], ['activate.again']],
  ['denied', [], ['activate.again', 'roles.show']],
  ['unknown', [], ['request.check']],
  ['failed by time', [], ['activate.submit', 'activate.edit', 'support.show']],
  ['failed by reason', [], ['activate.edit', 'support.show']],
  ['decision', ['reason'], ['approval.approve', 'approval.deny']],
  ['decided approved', [], []],
  [
    'choice to release',
    [],
    ['release.choose.1', 'release.choose.2', 'release.choose.3', 'roles.show', 'activate.discard'],
  ],
  [
    'roles found',
    ['find'],
    [...[4, 5, 6, 7, 8, 9, 10, 11].map((row) => `activate.start.${row}`), 'roles.search', 'roles.show'],
  ],
  ['refusal 0', [], ['activate.again']],
  ['refusal 5', [], ['approvals.show']],
])('%s asks and offers this, in this order', (name, inputs, actions) => {
  const drawn = extract(drawAdaptive(view(name), frame));
  expect([drawn.inputs, drawn.actions]).toEqual([inputs, actions]);
});

test.each([
  ['no second factor directory', 'aadmigratedroles'],
  ['several, no second factor', 'aadmigratedroles'],
  ['no second factor membership', 'aadgroup'],
  ['no authentication context unit', 'aadmigratedroles'],
  ['failed by rule MfaRule', 'azurerbac'],
  ['problem stepUpNeeded', 'quickStart'],
])('%s leads to its page of the portal, until there is one to confirm on', (name, page) => {
  const link = (url?: { signInUrl: string }) =>
    nodesOf(drawAdaptive(view(name), frame, url)).find(({ type }) => type === 'Action.OpenUrl');
  expect(link()).toMatchObject({
    title: 'Open the portal',
    url: expect.stringMatching(new RegExp(`^https://portal\\.azure\\.com/.*/${page}$`)),
  });
  const signInUrl = 'https://login.example/start';
  expect(link({ signInUrl })).toMatchObject({ title: "Confirm it's you", url: signInUrl });
});

test.each([
  ['active directory', 'it is in the next sign-in', 'Reload the page; if that is not enough'],
  ['active membership', 'some minutes', 'Wait some minutes, then sign out'],
  ['active', 'needs a new sign-in', 'Reload the page'],
])('%s says what helps where the role is not seen yet', (name, ...parts) => {
  const said = spoken(drawAdaptive(view(name), frame)).join('\n');
  for (const part of parts) expect(said).toContain(part);
});

test('the fix of a refusal carries its length', () => {
  const [submit] = nodesOf(drawAdaptive(view('failed by time'), frame)).filter(
    ({ verb }) => verb === 'activate.submit',
  );
  expect(submit).toMatchObject({ title: 'Ask for 4 h', data: { item: 'PT4H' } });
});

test.each([
  [1, 2, 18, ['Next 6']],
  [1, 3, 30, ['Next 12']],
  [2, 3, 30, ['Next 6', 'Back']],
  [1, 1, 12, []],
])('page %i of %i with %i in all says how many come next: %p', (page, pages, total, titles) => {
  const full = view('requests, full') as Extract<View, { name: 'my-requests' }>;
  const drawn = nodesOf(drawAdaptive({ ...full, page, pages, total }, frame));
  expect(drawn.filter(({ verb }) => verb === 'requests.page').map(({ title }) => title)).toEqual(titles);
});

test('two roles of one name are told apart by what contains them', () => {
  const twin = (parent: string, item: string) => ({
    item,
    subject: {
      realm: 'azure' as const,
      role: 'Contributor',
      place: { name: 'rg-shared', kind: 'resourceGroup' as const, within: [parent] },
    },
    active: { kind: 'activated' as const, end: now + hour },
  });
  const roles = {
    ...view('roles'),
    active: [twin('Contoso Dev', '1'), twin('Contoso Production', '2')],
  } as View;
  const text = drawText(roles, frame);
  expect(text).toContain('In Contoso Dev, 1 h left');
  expect(text).toContain('In Contoso Production, 1 h left');
});

test('times are written for the zone of the reader', () => {
  expect(drawText(view('active'), { ...frame, zone: 'America/New_York' })).toContain('until 09:40');
});
