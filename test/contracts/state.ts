import type { Key, RecordKind, State, Step, Write } from '../../bot/state.js';
import { contentionContract } from './state-contention.js';
import { leaseContract } from './state-leases.js';
import { listContract } from './state-lists.js';
import { recordContract } from './state-records.js';
import { stepContract } from './state-steps.js';
import { trailContract } from './state-trail.js';

/** A store that nobody else uses. `advance` moves its clock; `close` gives back what `make` took. */
export interface Subject {
  state: State;
  advance(ms: number): void | Promise<void>;
  close(): Promise<void>;
}

/** What a part of the suite works with: the subject of the running test. */
export type Use = () => Subject;

export const TENANT = 'contoso';

export const keyOf = (id: string, kind: RecordKind = 'operation', tenant = TENANT): Key => ({
  tenant,
  kind,
  id,
});

/** A step of some writes in the tenant of the first one. */
export const stepOf = (...writes: Write[]): Step => ({ tenant: writes[0]?.key.tenant ?? TENANT, writes });

/** Every sentence of bot/state.ts, for any implementation of it. */
export function stateContract(name: string, make: () => Promise<Subject>): void {
  describe(`${name} keeps the contract of State`, () => {
    let subject: Subject;
    beforeEach(async () => {
      subject = await make();
    });
    afterEach(() => subject.close());
    const use = () => subject;
    recordContract(use);
    stepContract(use);
    leaseContract(use);
    listContract(use);
    trailContract(use);
    contentionContract(use);
  });
}
