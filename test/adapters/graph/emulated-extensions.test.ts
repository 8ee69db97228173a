import { randomUUID } from 'node:crypto';
import { graphRealms } from '../../../adapters/graph/pim/realms.js';
import { markedName } from '../../../bot/pim/marks.js';
import type { Extension } from '../../../bot/pim/requests.js';
import type { Extending, Realm } from '../../../bot/ports.js';
import { GRAPH, type Sandbox, sandbox } from '../../contracts/realm-sandbox.js';
import { refusal } from '../../contracts/realm-world.js';

const DAY = 24 * 3_600_000;
let s: Sandbox;
let entra: Realm;
let extending: Extending;
beforeEach(async () => {
  s = await sandbox();
  const { http, tokens, clock } = s;
  [entra] = graphRealms({ http, tokens, clock, graphUrl: GRAPH }) as [Realm, Realm];
  extending = entra.extending as Extending;
});
afterEach(() => s.stop());

test('an assignment that ends: the wish waits, is found by its mark, and stands alone', async () => {
  const dev = s.as('dev');
  const [mine] = await entra.assignments(dev);
  if (!mine?.end) throw new Error('Dev has a role that ends');
  const { role, scope, end } = mine;
  const asked: Extension = {
    held: 'assignment',
    role,
    scope,
    renew: false,
    until: end + 20 * DAY,
    justification: 'INC-7',
  };
  const name = markedName(randomUUID(), dev.oid);
  expect(await extending.extension(dev, name, asked)).toBeUndefined();
  const sent = await extending.extend(dev, name, asked);
  expect(sent).toMatchObject({ name, state: 'waiting', action: 'other', justification: 'INC-7' });
  expect(await extending.extension(dev, name, asked)).toMatchObject({ id: sent.id, name });
  const again = extending.extend(dev, markedName(randomUUID(), dev.oid), asked);
  expect((await refusal(again)).code).toBe('alreadyPending');
  expect(await entra.assignments(dev)).toEqual([mine]);
});

test('one that has ended is known from its requests, and is renewed', async () => {
  const dev = s.as('dev');
  expect(await extending.ended(dev)).toEqual([]);
  s.passes(11 * DAY);
  const [ended, ...more] = await extending.ended(dev);
  if (!ended) throw new Error('it ended');
  expect(more).toEqual([]);
  expect(ended).toMatchObject({ realm: 'entra', held: 'assignment', role: { name: 'Groups Administrator' } });
  const { held, role, scope } = ended;
  const asked = { held, role, scope, renew: true, until: s.clock.now() + 30 * DAY, justification: 'INC-7' };
  const name = markedName(randomUUID(), dev.oid);
  expect(await extending.extend(dev, name, asked)).toMatchObject({ name, state: 'waiting' });
});
