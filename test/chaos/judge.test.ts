import type { Seen } from './chats.js';
import { type Act, judge, type Taken } from './judge.js';
import { readingOf } from './words.js';

/** The harness must be able to fail: what it calls lost, doubled and expired. */

const NOW = 10_000_000;
const TOKEN = 'run 7-1';
const SUBJECT = 'Contributor on rg-x';

const act = (over: Partial<Act> = {}): Act => ({
  kind: 'activate',
  person: 'ana',
  oid: 'oid-ana',
  subject: SUBJECT,
  token: TOKEN,
  at: NOW - 1_000,
  accepted: true,
  ...over,
});

const row = (over: Partial<Taken> = {}): Taken => ({
  name: 'n1',
  type: 'SelfActivate',
  requester: 'oid-ana',
  role: 'Contributor',
  place: 'rg-x',
  reason: TOKEN,
  status: 'Provisioned',
  inForce: true,
  at: NOW - 900,
  ...over,
});

let ids = 0;
const card = (...lines: string[]): Seen => {
  ids += 1;
  return { id: `m${ids}`, at: NOW - 500, changed: NOW - 500, title: lines[0] ?? '', ...readingOf(lines) };
};
const active = () => card('Active', SUBJECT, 'Reason', TOKEN);

const judged = (acts: Act[], seen: Seen[], ledger: Taken[]) => {
  const { accepted, lost, doubled, expired } = judge({ acts, chats: () => seen, ledger, now: NOW });
  return [accepted, lost, doubled, expired];
};

describe('an activation', () => {
  it.each<[string, Seen[], Taken[], number[]]>([
    ['told active, and active', [active()], [row()], [1, 0, 0, 0]],
    ['told nothing', [], [row()], [1, 1, 0, 0]],
    ['left at "on its way"', [card('On its way', SUBJECT, TOKEN)], [row()], [1, 1, 0, 0]],
    ['told active, and PIM has none', [active()], [], [1, 1, 0, 0]],
    ['told failed, and PIM has one', [card('Not activated', SUBJECT, 'Why')], [row()], [1, 1, 0, 0]],
    ['told failed, and failed', [card('Not activated', SUBJECT, 'Why')], [], [1, 0, 0, 0]],
    ['told too late, and not sent', [card('Not sent in time', SUBJECT, 'Why')], [], [1, 0, 0, 1]],
    ['told too late, and sent', [card('Not sent in time', SUBJECT, 'Why')], [row()], [1, 1, 0, 0]],
    ['told denied, and granted', [card('Denied', SUBJECT, TOKEN)], [row()], [1, 1, 0, 0]],
    ['stopped before it was sent', [card('Cancelled', SUBJECT, TOKEN)], [], [1, 0, 0, 0]],
    ['told stopped, and PIM has it', [card('Cancelled', SUBJECT, TOKEN)], [row()], [1, 1, 0, 0]],
    ['taken twice', [active()], [row(), row({ name: 'n2' })], [1, 0, 1, 0]],
    ['told a bare refusal', [card('PIM did not answer', 'Why')], [], [1, 0, 0, 0]],
    ['told a bare refusal, and sent', [card('PIM did not answer', 'Why')], [row()], [1, 1, 0, 0]],
    ['told of another place', [card('Active', 'Contributor on rg-y')], [row()], [1, 1, 0, 0]],
    ['told before it was asked', [{ ...active(), changed: NOW - 2_000 }], [row()], [1, 1, 0, 0]],
  ])('%s', (_, seen, ledger, verdict) => {
    expect(judged([act()], seen, ledger)).toEqual(verdict);
  });

  it('that nobody acknowledged is not counted, but its doubles are', () => {
    expect(judged([act({ accepted: false })], [], [row(), row({ name: 'n2' })])).toEqual([0, 0, 1, 0]);
  });

  it('a bare refusal answers one sentence, not two', () => {
    const two = [act(), act({ subject: 'Contributor on rg-y', token: 'run 7-2' })];
    expect(judged(two, [card('PIM did not answer', 'Why')], [])).toEqual([2, 1, 0, 0]);
  });

  it('a form is the answer to a sentence that was not sent on, and none to one that was', () => {
    const form = () => [card('A reason is needed', SUBJECT)];
    expect(judged([act({ form: true })], form(), [])).toEqual([1, 0, 0, 0]);
    expect(judged([act({ form: false })], form(), [])).toEqual([1, 1, 0, 0]);
  });
});

it('a refusal of a release is none of the activation', () => {
  const release = act({ kind: 'release', at: NOW - 600 });
  const none = () => card('Did you mean one of these?', `No active role of yours is called ${SUBJECT}.`);
  expect(judged([act(), release], [active(), none()], [row()])).toEqual([2, 0, 0, 0]);
  const broken = () => card('PIM did not answer', SUBJECT, 'Why');
  expect(judged([act(), release], [active(), broken()], [row()])).toEqual([2, 0, 0, 0]);
  expect(judged([act(), release], [active()], [row()])).toEqual([2, 1, 0, 0]);
});

it('a refusal that was sent before it was asked answers an earlier sentence, however late it is drawn', () => {
  const earlier = { ...card('PIM did not answer', SUBJECT, 'Why'), at: NOW - 2_000 };
  expect(judged([act()], [active(), earlier], [row()])).toEqual([1, 0, 0, 0]);
});

it('of two sentences about one role the refusal answers the one that was not taken, whichever was first', () => {
  const [first, second] = [act({ token: 'run 7-0', at: NOW - 2_000 }), act()];
  const refusal = () => card('PIM did not answer', SUBJECT, 'Why');
  expect(judged([first, second], [active(), refusal()], [row()])).toEqual([2, 0, 0, 0]);
  expect(judged([first, second], [active()], [row()])).toEqual([2, 1, 0, 0]);
  expect(judged([second], [active(), refusal()], [row()])).toEqual([1, 1, 0, 0]);
});

it('a card that is drawn for the first time when its release is set shows no reason, and answers both', () => {
  const release = act({ kind: 'release', at: NOW - 600 });
  const set = () => card('Release set for 20:36', SUBJECT, 'Request AB12CD');
  expect(judged([act(), release], [set()], [row()])).toEqual([2, 0, 0, 0]);
  const sentEarlier = { ...set(), at: NOW - 900 };
  expect(judged([act(), release], [sentEarlier], [row()])).toEqual([2, 0, 0, 0]);
  const other = act({ at: NOW - 400, token: 'run 7-2' });
  expect(judged([act(), release, other], [set()], [row()])).toEqual([3, 1, 0, 0]);
  const named = { ...set(), token: 'run 7-3' };
  expect(judged([act(), release], [set(), named], [row()])).toEqual([2, 2, 0, 0]);
});

describe('what follows it', () => {
  const released = (name: string) => row({ name, type: 'SelfDeactivate', status: 'Revoked', at: NOW - 100 });
  const over = row({ inForce: false });
  const set = () => card('Release set for 20:36', SUBJECT);

  it.each<[string, Act['kind'], Seen[], Taken[], number[]]>([
    [
      'released, and told',
      'release',
      [card('Ended 20:40', 'You released it', SUBJECT)],
      [over, released('r')],
      [1, 0, 0, 0],
    ],
    ['released, and told that it runs', 'release', [active()], [over, released('r')], [1, 1, 0, 0]],
    [
      'told released, and in force',
      'release',
      [card('Ended 20:40', 'You released it', SUBJECT)],
      [row()],
      [1, 1, 0, 0],
    ],
    ['set for later', 'release', [set()], [row()], [1, 0, 0, 0]],
    ['set, and late', 'release', [set()], [row({ at: NOW - 400_000 })], [1, 1, 0, 0]],
    [
      'released twice',
      'release',
      [card('Ended 20:40', 'You released it', SUBJECT)],
      [over, released('r'), released('s')],
      [1, 0, 1, 0],
    ],
    ['stopped before it was sent', 'release', [card('Cancelled', SUBJECT, TOKEN)], [], [1, 0, 0, 0]],
    ['told stopped, and in force', 'release', [card('Cancelled', SUBJECT, TOKEN)], [row()], [1, 1, 0, 0]],
    ['stopped before it was sent', 'cancel', [card('Cancelled', SUBJECT, TOKEN)], [], [1, 0, 0, 0]],
    ['withdrawn', 'cancel', [card('Cancelled', SUBJECT, TOKEN)], [row({ status: 'Canceled' })], [1, 0, 0, 0]],
    [
      'withdrawn, and still waiting',
      'cancel',
      [card('Cancelled', SUBJECT, TOKEN)],
      [row({ status: 'PendingApproval' })],
      [1, 1, 0, 0],
    ],
  ])('%s', (_, kind, seen, ledger, verdict) => {
    expect(judged([act({ kind })], seen, ledger)).toEqual(verdict);
  });

  it.each<[string, string, string, number]>([
    ['approved, and told', 'Approved', 'Provisioned', 0],
    ['denied, and told approved', 'Approved', 'Denied', 1],
    ['decided by another, and told', 'Already decided', 'Denied', 0],
    ['not decided at all', 'Your decision', 'PendingApproval', 1],
  ])('%s', (_, title, status, lost) => {
    const seen = card(title, `Ana asks for ${SUBJECT}`, TOKEN);
    const press = act({ kind: 'decide', person: 'ben', oid: 'oid-ben', message: seen.id });
    expect(judged([press], [seen], [row({ status })])).toEqual([1, lost, 0, 0]);
  });
});
