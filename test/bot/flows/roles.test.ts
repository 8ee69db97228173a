import { memoryState } from '../../../adapters/memory/state.js';
import type { CardRecord } from '../../../bot/cards.js';
import { pageRoles, searchRoles, showRoles } from '../../../bot/flows/account/roles.js';
import type { Outcome, PressScene, Scene } from '../../../bot/flows/flow.js';
import type { Eligibility, Scope } from '../../../bot/pim/roles.js';
import type { RolesView } from '../../../bot/views/views.js';

const eligibilities: Eligibility[] = Array.from({ length: 300 }, (_, i) => {
  const name = `rg-app-${String(i + 1).padStart(3, '0')}`;
  return {
    realm: 'azure',
    id: `/e/${name}`,
    role: { id: '/roles/c', name: 'Contributor' },
    scope: { id: `/rg/${name}`, kind: 'resourceGroup', name, within: ['Contoso Dev'] },
  };
});

function sceneOf(): Scene {
  const clock = { now: () => 0, sleep: async () => {} };
  const realm = { name: 'azure', eligibilities: async () => eligibilities, assignments: async () => [] };
  const ports = { state: memoryState({ clock }), clock, realms: [realm], environmentOf: () => undefined };
  return { ports, as: { tenant: 't', oid: 'ana', background: false }, now: 0 } as unknown as Scene;
}

const viewOf = ({ replies }: Outcome): RolesView => replies[0]?.view as RolesView;
const placesOf = (view: RolesView) =>
  view.eligible.flatMap(({ rows }) => rows.map((r) => r.subject.place.name));

/** The card that an outcome became, pressed. */
function pressed(
  scene: Scene,
  { replies }: Outcome,
  { row = '', ...inputs }: Record<string, string> = {},
): PressScene {
  const { about } = replies[0] ?? {};
  const record = { about } as CardRecord;
  const press = { kind: 'press', action: '', card: 'c', version: 1, inputs } as const;
  const item = about?.kind === 'rows' ? about.items[row] : undefined;
  return { ...scene, press, card: { id: 'c', record, version: 1 }, ...(item ? { item } : {}) };
}

test('300 roles come twelve at a time, each once, in the same card', async () => {
  const scene = sceneOf();
  let outcome = await showRoles(scene);
  expect(viewOf(outcome)).toMatchObject({ page: 1, pages: 25, totals: { eligible: 300 } });
  const seen = placesOf(viewOf(outcome));
  for (let page = 2; page <= 25; page++) {
    outcome = await pageRoles(pressed(scene, outcome, { row: `page${page}` }));
    expect(viewOf(outcome).page).toBe(page);
    expect(outcome.replies[0]?.into?.id).toBe('c');
    seen.push(...placesOf(viewOf(outcome)));
  }
  expect(new Set(seen).size).toBe(300);
  outcome = await pageRoles(pressed(scene, outcome, { row: 'page24' }));
  expect([viewOf(outcome).page, placesOf(viewOf(outcome))[0]]).toEqual([24, 'rg-app-277']);
});

test('a search finds by any words of role and place, and its pages keep to it', async () => {
  const scene = sceneOf();
  const first = await showRoles(scene);
  const found = await searchRoles(pressed(scene, first, { find: ' CONTRIBUTOR app 29 ' }));
  const numbers = ['029', '129', '229', '290', '291', '292', '293', '294', '295', '296', '297', '298'];
  expect(placesOf(viewOf(found))).toEqual(numbers.map((n) => `rg-app-${n}`));
  const next = await pageRoles(pressed(scene, found, { row: 'page2' }));
  expect(placesOf(viewOf(next))).toEqual(['rg-app-299']);
  const none = await searchRoles(pressed(scene, first, { find: 'nothing like it' }));
  expect(viewOf(none)).toMatchObject({ query: 'nothing like it', totals: { eligible: 0 }, eligible: [] });
});

test('a role in force at the root of Azure hides no directory role of that name', async () => {
  const role = { id: 'r', name: 'Reader' };
  const root: Scope = { id: '/', kind: 'directory', name: '/', within: [] };
  const scene = sceneOf();
  const [azure] = scene.ports.realms;
  if (!azure) throw new Error('no realm');
  const inForce = { realm: 'azure', id: 'a', role, scope: root, kind: 'activated' } as const;
  const eligible = { realm: 'entra', id: 'e', role, scope: { ...root, name: 'Directory' } } as const;
  scene.ports.realms = [
    { ...azure, eligibilities: async () => [], assignments: async () => [inForce] },
    { ...azure, name: 'entra', eligibilities: async () => [eligible], assignments: async () => [] },
  ];
  expect(viewOf(await showRoles(scene)).totals).toEqual({ active: 1, eligible: 1 });
});
