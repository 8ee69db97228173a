import type { Frame, View } from '../../bot/views/views.js';
import { drawAdaptive } from '../../cards/adaptive.js';
import { isPlain } from '../../cards/text.js';
import { actionsOf, extract, inputsOf, nodesOf, ofType } from './extract.js';
import { named, samples, viewNames } from './samples.js';
import { frame } from './tenant.js';

/** The renderer's own bundle: its package is made of ES modules, which this runner does not load. */
const AC: typeof import('adaptivecards') = require('adaptivecards/dist/adaptivecards.min.js');

const elements = new Set([
  'AdaptiveCard',
  'Container',
  'TextBlock',
  'RichTextBlock',
  'TextRun',
  'ColumnSet',
  'Column',
  'ActionSet',
  'Input.Text',
  'Input.ChoiceSet',
  'Action.Execute',
  'Action.ToggleVisibility',
  'Action.OpenUrl',
]);

const verbs = new Set([
  'activate.submit',
  'activate.edit',
  'activate.discard',
  'activate.retry',
  'activate.choose',
  'activate.search',
  'activate.again',
  'activate.start',
  'release.choose',
  'extend.choose',
  'role.extend',
  'cancel.choose',
  'role.release',
  'role.keep',
  'request.cancel',
  'request.check',
  'approval.approve',
  'approval.deny',
  'approval.show',
  'approvals.show',
  'requests.show',
  'roles.show',
  'roles.search',
  'roles.page',
  'requests.page',
  'approvals.page',
  'help.show',
  'help.try',
]);

const inputs = ['justification', 'duration', 'ticketNumber', 'ticketSystem', 'reason', 'find'];
const draw = (view: View, at: Frame = frame) => drawAdaptive(view, at);

test('every view has a sample', () => {
  const all: View['name'][] = [...viewNames];
  expect(all).toHaveLength(33);
});

describe.each(named)('%s', (_, view) => {
  const card = draw(view);
  const nodes = nodesOf(card);

  test('parses in the renderer without a fault', () => {
    const context = new AC.SerializationContext();
    new AC.AdaptiveCard().parse(card, context);
    const events = Array.from(
      { length: context.eventCount },
      (_, index) => context.getEventAt(index).message,
    );
    expect(events).toEqual([]);
  });

  test('is made of the elements that are known to draw', () => {
    const types = nodes.flatMap(({ type }) => (typeof type === 'string' ? [type] : []));
    expect(types.filter((type) => !elements.has(type))).toEqual([]);
    expect(card.version).toBe('1.5');
    expect(card.fallbackText).toBeTruthy();
    expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(25_000);
  });

  test('says first whose turn it is', () => {
    const [strip] = card.body;
    expect(strip).toMatchObject({ type: 'Container', bleed: true });
    expect(strip?.style).toMatch(/^(accent|emphasis|good|warning|attention)$/);
    expect(nodesOf(strip?.items)[0]).toMatchObject({ type: 'TextBlock', style: 'heading' });
  });

  test('leaves no expression and no empty part behind', () => {
    expect(JSON.stringify(card)).not.toContain('${');
    expect(JSON.stringify(card)).not.toMatch(/null|undefined|NaN|\[object/);
    for (const key of ['inlines', 'items', 'columns', 'actions', 'choices']) {
      expect(nodes.filter((node) => Array.isArray(node[key]) && node[key].length === 0)).toEqual([]);
    }
    expect(ofType(card, 'TextBlock').filter(({ text, wrap }) => !text || !wrap)).toEqual([]);
  });

  test('has inputs that say what they want', () => {
    for (const input of inputsOf(card)) {
      expect(inputs).toContain(input.id);
      expect(input.label).toBeTruthy();
      expect(input.placeholder).toBeUndefined();
      if (input.isRequired) expect(input.errorMessage).toBeTruthy();
      if (input.type === 'Input.Text') expect(input.maxLength).toBeGreaterThan(0);
    }
  });

  test('has buttons that carry an id and nothing else', () => {
    const actions = actionsOf(card);
    const ids = extract(card).actions;
    expect(new Set(ids).size).toBe(ids.length);
    for (const action of actions.filter(({ type }) => type === 'Action.Execute')) {
      expect(verbs).toContain(action.verb);
      expect(String(action.id).startsWith(String(action.verb))).toBe(true);
      const { id, v, item, ...rest } = action.data as Record<string, unknown>;
      expect([id, v, rest]).toEqual([frame.card, frame.version, {}]);
      expect(item === undefined || typeof item === 'string').toBe(true);
      expect(/[. ]\d+$/.test(String(action.id)) && item === undefined).toBe(false);
    }
  });

  test('lets a button that needs no answer pass an empty field', () => {
    const answering = [
      'activate.submit',
      'activate.search',
      'approval.approve',
      'approval.deny',
      'roles.search',
    ];
    for (const { verb, type, associatedInputs } of actionsOf(card)) {
      if (type !== 'Action.Execute' || inputsOf(card).length === 0) continue;
      expect(associatedInputs).toBe(answering.includes(String(verb)) ? undefined : 'none');
    }
  });

  test('has few buttons, and one main one at most', () => {
    const sets = ofType(card, 'ActionSet').map(({ actions }) => (actions as unknown[]).length);
    expect(Math.max(0, ...sets)).toBeLessThanOrEqual(3);
    expect(actionsOf(card).filter(({ style }) => style === 'positive').length).toBeLessThanOrEqual(1);
    expect(actionsOf(card).filter(({ style }) => style === 'destructive')).toEqual([]);
  });

  test('opens only parts that are there', () => {
    for (const { targetElements } of actionsOf(card).filter(
      ({ type }) => type === 'Action.ToggleVisibility',
    )) {
      const [target] = targetElements as string[];
      expect(nodes.filter(({ id, isVisible }) => id === target && isVisible === false)).toHaveLength(1);
    }
  });
});

test('a decision has no preferred answer', () => {
  const [approve, deny] = actionsOf(draw(samples.decision as View));
  expect([approve?.id, deny?.id]).toEqual(['approval.approve', 'approval.deny']);
  expect(approve?.style).toBe(deny?.style);
});

test('only a sentence goes without a card', () => {
  expect(named.filter(([, view]) => isPlain(view)).map(([, view]) => view.name)).toEqual(
    named.filter(([, view]) => view.name === 'said').map(() => 'said'),
  );
});

test('a link to sign in stands where the platform has one', () => {
  const signInUrl = 'https://login.example/start';
  const linked = drawAdaptive(samples['sign-in'] as View, frame, { signInUrl });
  expect(ofType(linked, 'Action.OpenUrl')).toEqual([
    expect.objectContaining({ url: signInUrl, title: 'Sign in' }),
  ]);
  const confirm = drawAdaptive(samples['failed stepUpNeeded'] as View, frame, { signInUrl });
  expect(ofType(confirm, 'Action.OpenUrl')[0]).toMatchObject({ title: "Confirm it's you" });
  expect(ofType(drawAdaptive(samples.active as View, frame, { signInUrl }), 'Action.OpenUrl')).toEqual([]);
});
