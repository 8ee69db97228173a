import { randomUUID } from 'node:crypto';
import type { PimError, PimErrorCode } from '../../bot/pim/errors.js';
import { markedName } from '../../bot/pim/marks.js';
import type { Policy } from '../../bot/pim/policies.js';
import type { Activation, ApprovalStage, PimRequest } from '../../bot/pim/requests.js';
import type { Eligibility } from '../../bot/pim/roles.js';
import type { Actor, Realm } from '../../bot/ports.js';

/** A role at a place, by the names that people use. */
interface Wanted {
  as: Actor;
  role: string;
  place: string;
}

/** A realm with people in it, as the suite needs them. */
export interface RealmWorld {
  realm: Realm;
  /** `ours`: a request has the name that the bot gave it, once. `theirs`: the realm names it, and it carries our mark. */
  names: 'ours' | 'theirs';
  /** Needs a justification and nothing else, at most eight hours. */
  plain: Wanted;
  /** Needs an approval with a reason, at most four hours. */
  guarded: Wanted & {
    approver: Actor;
    second: Actor;
    approvers: NonNullable<Policy['approval']>['approvers'];
  };
  /** Held through a group, where the realm shows such a role to its members. */
  grouped: (Wanted & { through: string }) | 'none';
  /** Holds a role whose settings they may not read. */
  blind: Wanted | 'none';
  /** Has nothing and decides nothing. */
  bystander: Actor;
  /** Scopes below that of `plain`: the names of some, and how many there are. */
  below: { some: string[]; count: number };
  /** Time passes for PIM. */
  passes(ms: number): void;
  stop(): Promise<void>;
}

/** What the tests do again and again. */
export interface RealmSteps {
  /** A new name for a write of that person. */
  name(as: Actor): string;
  held(wanted: Wanted): Promise<Eligibility>;
  wish(wanted: Wanted, more?: Partial<Activation>): Promise<Activation>;
  sent(wanted: Wanted, more?: Partial<Activation>): Promise<PimRequest>;
  again(as: Actor, request: PimRequest): Promise<PimRequest>;
  stageOf(as: Actor, request: PimRequest): Promise<ApprovalStage>;
}

export const MINUTE = 60_000;

export function realmSteps({ realm, names }: RealmWorld): RealmSteps {
  const steps: RealmSteps = {
    name: ({ oid }) => (names === 'ours' ? randomUUID() : markedName(randomUUID(), oid)),
    async held({ as, role, place }) {
      const all = await realm.eligibilities(as);
      return there(all.find((each) => each.role.name === role && each.scope.name === place));
    },
    async wish(wanted, more = {}) {
      const { id: eligibility, role, scope } = await steps.held(wanted);
      return {
        realm: realm.name,
        eligibility,
        role,
        scope,
        duration: 'PT1H',
        justification: 'INC-7',
        ...more,
      };
    },
    sent: async (wanted, more = {}) =>
      realm.activate(wanted.as, steps.name(wanted.as), await steps.wish(wanted, more)),
    again: async (as, { scope, name }) => there(await realm.request(as, scope, name)),
    stageOf: async (as, { approval = '' }) => there(await realm.approval(as, approval)),
  };
  return steps;
}

/** The error of work that must fail. */
export function refusal(work: Promise<unknown>): Promise<PimError> {
  return work.then(
    () => Promise.reject(new Error('nothing was refused')),
    (error: PimError) => error,
  );
}

export async function refusedAs(code: PimErrorCode, work: Promise<unknown>): Promise<void> {
  expect((await refusal(work)).code).toBe(code);
}

function there<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the world lacks what the test needs');
  return value;
}
