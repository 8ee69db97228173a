import { realmApprovals } from './realm-approvals.js';
import { MINUTE, type RealmSteps, type RealmWorld, realmSteps, refusal, refusedAs } from './realm-world.js';

/** What every realm does, whichever API is behind it. Each test has a world of its own. */
export function realmContract(name: string, make: () => Promise<RealmWorld>): void {
  describe(`realm ${name}`, () => {
    let world: RealmWorld;
    let steps: RealmSteps;
    beforeEach(async () => {
      world = await make();
      steps = realmSteps(world);
    });
    afterEach(() => world.stop());

    test('lists what a person may activate, their own and through groups, and nothing for others', async () => {
      expect(await steps.held(world.plain)).toMatchObject({
        realm: world.realm.name,
        role: { name: world.plain.role },
      });
      expect(await steps.held(world.plain)).not.toHaveProperty('through');
      if (world.grouped !== 'none')
        expect((await steps.held(world.grouped)).through).toBe(world.grouped.through);
      expect(await world.realm.eligibilities(world.bystander)).toEqual([]);
    });

    test('lists the same at one scope', async () => {
      const { id, scope } = await steps.held(world.plain);
      expect((await world.realm.eligibilities(world.plain.as, scope)).map((each) => each.id)).toContain(id);
    });

    test('knows the scopes below', async () => {
      const { scope } = await steps.held(world.plain);
      const below = await world.realm.childScopes(world.plain.as, scope);
      expect(below).toHaveLength(world.below.count);
      const named = below.filter((each) => world.below.some.includes(each.name));
      expect(named.map((each) => each.within[0])).toEqual(world.below.some.map(() => scope.name));
    });

    test('reads what the settings demand, or says that they cannot be read', async () => {
      const plain = await steps.held(world.plain);
      expect(await world.realm.policy(world.plain.as, plain.role, plain.scope)).toEqual({
        maximumDuration: 'PT8H',
        justification: true,
        ticket: false,
        mfa: false,
      });
      const guarded = await steps.held(world.guarded);
      const policy = await world.realm.policy(world.guarded.as, guarded.role, guarded.scope);
      const approval = { approvers: world.guarded.approvers, reasonNeeded: true };
      expect(policy).toMatchObject({ maximumDuration: 'PT4H', approval });
      if (world.blind === 'none') return;
      const blind = await steps.held(world.blind);
      expect(await world.realm.policy(world.blind.as, blind.role, blind.scope)).toBe('unreadable');
    });

    test('validates without keeping anything', async () => {
      const { plain, guarded } = world;
      expect(await world.realm.validate(plain.as, await steps.wish(plain))).toEqual({
        approvalNeeded: false,
      });
      expect(await world.realm.validate(guarded.as, await steps.wish(guarded))).toEqual({
        approvalNeeded: true,
      });
      const { justification: _, ...silent } = await steps.wish(plain, { duration: 'PT9H' });
      const refused = await refusal(world.realm.validate(plain.as, silent));
      expect([...refused.rules].sort()).toEqual(['ExpirationRule', 'JustificationRule']);
      expect(await world.realm.awaitingDecision(guarded.approver)).toEqual([]);
      expect((await steps.sent(plain)).state).toBe('active');
    });

    test('activates once under one name', async () => {
      const { plain } = world;
      const own = steps.name(plain.as);
      const asked = await steps.wish(plain, { duration: 'PT2H', ticket: { number: '42', system: 'Jira' } });
      const request = await world.realm.activate(plain.as, own, asked);
      expect(request).toMatchObject({ state: 'active', action: 'activate', name: own, duration: 'PT2H' });
      expect(request).toMatchObject({ justification: 'INC-7', requester: { oid: plain.as.oid } });
      expect(request.ticket).toEqual({ number: '42', system: 'Jira' });
      expect((request.end ?? 0) - (request.start ?? 0)).toBe(120 * MINUTE);
      expect(await steps.again(plain.as, request)).toEqual(request);
      const again = world.names === 'ours' ? 'nameTaken' : 'alreadyActive';
      await refusedAs(again, world.realm.activate(plain.as, own, asked));
      await refusedAs('alreadyActive', world.realm.activate(plain.as, steps.name(plain.as), asked));
      const now = (await world.realm.assignments(plain.as)).filter(({ kind }) => kind === 'activated');
      expect(now).toMatchObject([{ role: { name: plain.role }, scope: { name: plain.place } }]);
    });

    test('what a rule refuses leaves nothing behind', async () => {
      const own = steps.name(world.plain.as);
      const asked = await steps.wish(world.plain, { duration: 'PT9H' });
      const refused = await refusal(world.realm.activate(world.plain.as, own, asked));
      expect(refused).toMatchObject({ code: 'rulesFailed', rules: ['ExpirationRule'] });
      expect(await world.realm.request(world.plain.as, asked.scope, own)).toBeUndefined();
    });

    test('releases after the first five minutes, and not twice', async () => {
      const { plain } = world;
      const active = await steps.sent(plain);
      const release = () => world.realm.release(plain.as, steps.name(plain.as), active);
      await refusedAs('tooShort', release());
      world.passes(6 * MINUTE);
      expect(await release()).toMatchObject({ state: 'revoked', action: 'release' });
      expect((await world.realm.assignments(plain.as)).some(({ kind }) => kind === 'activated')).toBe(false);
      await refusedAs('notActive', release());
    });

    test('a later start is scheduled, and can be cancelled', async () => {
      const start = Math.ceil(Date.now() / MINUTE) * MINUTE + 60 * MINUTE;
      const request = await steps.sent(world.plain, { start });
      expect(request).toMatchObject({ state: 'scheduled', start, end: start + 60 * MINUTE });
      await world.realm.cancel(world.plain.as, request);
      expect((await steps.again(world.plain.as, request)).state).toBe('cancelled');
      await refusedAs('notCancellable', world.realm.cancel(world.plain.as, request));
    });

    test('nobody activates what they are not eligible for', async () => {
      const asked = await steps.wish(world.plain);
      const refused = world.realm.activate(world.bystander, steps.name(world.bystander), asked);
      await expect(refused).rejects.toMatchObject({ name: 'PimError' });
      const { as } = world.plain;
      expect(await world.realm.request(as, asked.scope, steps.name(as))).toBeUndefined();
    });
  });
  realmApprovals(name, make);
}
