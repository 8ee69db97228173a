import { MINUTE, type RealmSteps, type RealmWorld, realmSteps, refusal, refusedAs } from './realm-world.js';

/** What every realm does where somebody has to approve. */
export function realmApprovals(name: string, make: () => Promise<RealmWorld>): void {
  describe(`approvals in realm ${name}`, () => {
    let world: RealmWorld;
    let steps: RealmSteps;
    beforeEach(async () => {
      world = await make();
      steps = realmSteps(world);
    });
    afterEach(() => world.stop());

    test('what needs an approval waits for it, and begins with it', async () => {
      const { guarded } = world;
      const waiting = await steps.sent(guarded);
      expect(waiting.state).toBe('waiting');
      await refusedAs('alreadyPending', steps.sent(guarded));
      const [seen, ...more] = await world.realm.awaitingDecision(guarded.approver);
      expect(more).toEqual([]);
      expect(seen).toMatchObject({
        id: waiting.id,
        justification: 'INC-7',
        requester: { oid: guarded.as.oid },
      });
      expect(seen?.requester.name).toBeTruthy();
      expect(await world.realm.awaitingDecision(guarded.as)).toEqual([]);
      const stage = await steps.stageOf(guarded.approver, waiting);
      expect(stage).toMatchObject({ open: true, mine: true });
      expect(await steps.stageOf(guarded.as, waiting)).toMatchObject({ open: true, mine: false });
      world.passes(30 * MINUTE);
      await world.realm.decide(guarded.approver, stage, { approve: true, reason: 'Fine.' });
      const decided = await steps.stageOf(guarded.second, waiting);
      const by = { oid: guarded.approver.oid };
      expect(decided).toMatchObject({ open: false, decision: { approved: true, by, reason: 'Fine.' } });
      const active = await steps.again(guarded.as, waiting);
      expect(active.state).toBe('active');
      expect((active.start ?? 0) - waiting.createdAt).toBeGreaterThanOrEqual(30 * MINUTE);
      expect((active.end ?? 0) - (active.start ?? 0)).toBe(60 * MINUTE);
      expect(await world.realm.awaitingDecision(guarded.approver)).toEqual([]);
    });

    test('the first decision stands', async () => {
      const { guarded } = world;
      const waiting = await steps.sent(guarded);
      const stage = await steps.stageOf(guarded.approver, waiting);
      await world.realm.decide(guarded.second, stage, { approve: false, reason: 'Not now.' });
      expect((await steps.again(guarded.as, waiting)).state).toBe('denied');
      const late = { approve: true, reason: 'Too late.' };
      await refusedAs('alreadyDecided', world.realm.decide(guarded.approver, stage, late));
      expect((await steps.again(guarded.as, waiting)).state).toBe('denied');
    });

    test('who is no approver decides nothing, the requester least of all', async () => {
      const { guarded, bystander } = world;
      const waiting = await steps.sent(guarded);
      const stage = await steps.stageOf(guarded.approver, waiting);
      for (const as of [guarded.as, bystander])
        await refusedAs('notAllowed', world.realm.decide(as, stage, { approve: true, reason: 'Me.' }));
      expect((await steps.again(guarded.as, waiting)).state).toBe('waiting');
    });

    test('an approver gives a reason where the settings want one', async () => {
      const stage = await steps.stageOf(world.guarded.approver, await steps.sent(world.guarded));
      const refused = await refusal(
        world.realm.decide(world.guarded.approver, stage, { approve: true, reason: '' }),
      );
      expect(refused).toMatchObject({ code: 'rulesFailed', rules: ['JustificationRule'] });
    });

    test('a request that waits can be cancelled, and then nobody decides it', async () => {
      const { guarded } = world;
      const waiting = await steps.sent(guarded);
      const stage = await steps.stageOf(guarded.approver, waiting);
      await world.realm.cancel(guarded.as, waiting);
      expect((await steps.again(guarded.as, waiting)).state).toBe('cancelled');
      await refusedAs(
        'alreadyDecided',
        world.realm.decide(guarded.approver, stage, { approve: true, reason: 'Yes.' }),
      );
    });

    test('what nobody decides in a day times out', async () => {
      const waiting = await steps.sent(world.guarded);
      world.passes(24 * 60 * MINUTE);
      expect((await steps.again(world.guarded.as, waiting)).state).toBe('timedOut');
    });
  });
}
