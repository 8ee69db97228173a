import { randomUUID } from 'node:crypto';
import { type Clock, createClock } from '../../../sandbox/clock.js';
import { seed } from '../../../sandbox/seed.js';
import { isCurrent } from '../../../sandbox/tenant/access.js';
import { durationMs } from '../../../sandbox/tenant/durations.js';
import type { Approval, PimRequest, RequestType, Window } from '../../../sandbox/tenant/records.js';
import { decide, stageStatusOf } from '../../../sandbox/tenant/requests/approval.js';
import { cancel, submit } from '../../../sandbox/tenant/requests/lifecycle.js';
import { statusOf } from '../../../sandbox/tenant/requests/status.js';
import { createTenant, type Tenant } from '../../../sandbox/tenant/store.js';

const DEV = '/subscriptions/d0d0aaaa-1f2e-4a3b-8c4d-5e6f7a8b9c01';
const PAYMENTS = '/subscriptions/d0d0bbbb-1f2e-4a3b-8c4d-5e6f7a8b9c02/resourceGroups/rg-payments';
const CONDUCT = { propagationLagMs: 0, policyAt: 'request' as const };

let clock: Clock;
let tenant: Tenant;
beforeEach(() => {
  clock = createClock(() => 1_800_000_000_000);
  tenant = createTenant(seed, clock);
});

const passes = (duration: string) => clock.advance(durationMs(duration) ?? 0);

function ask(
  type: RequestType,
  role: string,
  scope: string,
  window: Window = { type: 'AfterDuration', duration: 'PT2H' },
) {
  const place = tenant.place(scope);
  const found = tenant.roles.find(({ name }) => name === role);
  if (!place || !found) throw new Error(`no ${role} at ${scope}`);
  const principalId = tenant.oidOf('ana');
  const caller = { oid: principalId, amr: [], acrs: [], canStepUp: true };
  return submit(
    tenant,
    caller,
    {
      name: randomUUID(),
      kind: 'assignment',
      type,
      place,
      role: found,
      principalId,
      window,
      justification: 'INC-7',
    },
    CONDUCT,
  );
}

const askOwner = () => ask('SelfActivate', 'Owner', PAYMENTS);
const askContributor = (window?: Window) => ask('SelfActivate', 'Contributor', DEV, window);
const status = ({ name }: PimRequest) => {
  const request = tenant.requests.get(name);
  return request && statusOf(tenant, request);
};
const approval = ({ approvalId = '' }: PimRequest): Approval => {
  const found = tenant.approvals.get(approvalId);
  if (!found) throw new Error('no approval');
  return found;
};
const isHeld = ({ name }: PimRequest) => {
  const schedule = tenant.schedules.get(name);
  return schedule !== undefined && isCurrent(schedule, clock.now());
};
const decideBy = (who: string, request: PimRequest, result: 'Approve' | 'Deny', justification = 'fine') =>
  decide(tenant, approval(request), { by: tenant.oidOf(who), result, justification });
const refusal = (code: string) => expect.objectContaining({ code });

test('an activation is held at once and ends by the clock, the request stays Provisioned', () => {
  const request = askContributor();
  expect([status(request), isHeld(request)]).toEqual(['Provisioned', true]);
  passes('PT119M');
  expect(isHeld(request)).toBe(true);
  passes('PT1M');
  expect([status(request), isHeld(request)]).toEqual(['Provisioned', false]);
  expect(status(askContributor())).toBe('Provisioned');
});

test('a later start is Granted until it comes', () => {
  const request = askContributor({ type: 'AfterDuration', duration: 'PT1H', start: clock.now() + 600_000 });
  expect([status(request), isHeld(request)]).toEqual(['Granted', false]);
  expect(() => askContributor()).toThrow(refusal('PendingRoleAssignmentRequest'));
  passes('PT10M');
  expect([status(request), isHeld(request)]).toEqual(['Provisioned', true]);
  passes('PT1H');
  expect(isHeld(request)).toBe(false);
});

test('what has not started is cancelled, what has is not', () => {
  const later = askContributor({ type: 'AfterDuration', duration: 'PT1H', start: clock.now() + 600_000 });
  cancel(tenant, tenant.oidOf('ana'), later.name);
  expect(status(later)).toBe('Canceled');
  passes('PT10M');
  expect(isHeld(later)).toBe(false);
  const now = askContributor();
  expect(() => cancel(tenant, tenant.oidOf('ana'), now.name)).toThrow(refusal('RequestCannotBeCancelled'));
});

test('an approved activation runs from the decision', () => {
  const request = askOwner();
  expect([status(request), isHeld(request)]).toEqual(['PendingApproval', false]);
  passes('PT3H');
  decideBy('ben', request, 'Approve');
  expect([status(request), isHeld(request)]).toEqual(['Provisioned', true]);
  passes('PT119M');
  expect(isHeld(request)).toBe(true);
  passes('PT1M');
  expect(isHeld(request)).toBe(false);
});

test('the first decision wins', () => {
  const request = askOwner();
  decideBy('cleo', request, 'Deny');
  expect(status(request)).toBe('Denied');
  expect(() => decideBy('ben', request, 'Approve')).toThrow(refusal('ApprovalAlreadyCompleted'));
  expect([status(request), isHeld(request)]).toEqual(['Denied', false]);
  expect(status(askOwner())).toBe('PendingApproval');
});

test.each([
  ['ana, who asked', 'ana', 'SelfApprovalNotAllowed'],
  ['dev, whom the policy does not name', 'dev', 'InsufficientPermissions'],
  ['ada, who owns everything', 'ada', 'InsufficientPermissions'],
])('%s may not decide', (_name, who, code) => {
  const request = askOwner();
  expect(() => decideBy(who, request, 'Approve')).toThrow(refusal(code));
  expect(status(request)).toBe('PendingApproval');
});

test('an approver gives a reason', () => {
  const request = askOwner();
  expect(() => decideBy('ben', request, 'Approve', ' ')).toThrow(refusal('ApproverJustificationRequired'));
});

test('nobody decides: after a day it has timed out, without any call in between', () => {
  const request = askOwner();
  passes('PT1439M');
  expect([status(request), stageStatusOf(tenant, approval(request))]).toEqual([
    'PendingApproval',
    'InProgress',
  ]);
  passes('PT1M');
  expect([status(request), stageStatusOf(tenant, approval(request))]).toEqual(['TimedOut', 'Expired']);
  expect(() => decideBy('ben', request, 'Approve')).toThrow(refusal('ApprovalAlreadyCompleted'));
});

test('a cancelled request can no longer be approved', () => {
  const request = askOwner();
  cancel(tenant, tenant.oidOf('ana'), request.name);
  expect(() => decideBy('ben', request, 'Approve')).toThrow(refusal('ApprovalAlreadyCompleted'));
  expect([status(request), isHeld(request)]).toEqual(['Canceled', false]);
});

test('a release in the first five minutes is refused, then taken', () => {
  const request = askContributor();
  passes('PT4M');
  expect(() => ask('SelfDeactivate', 'Contributor', DEV)).toThrow(refusal('ActiveDurationTooShort'));
  passes('PT1M');
  expect(status(ask('SelfDeactivate', 'Contributor', DEV))).toBe('Revoked');
  expect([status(request), isHeld(request)]).toEqual(['Provisioned', false]);
  expect(() => ask('SelfDeactivate', 'Contributor', DEV)).toThrow(refusal('RoleAssignmentDoesNotExist'));
});

test.each([
  ['shorter than five minutes', { type: 'AfterDuration', duration: 'PT4M' }, 'ActiveDurationTooShort'],
  ['of no length', { type: 'AfterDuration' }, 'InvalidRoleAssignmentRequestSchedule'],
  ['ending before it starts', { type: 'AfterDateTime', end: 1 }, 'InvalidRoleAssignmentRequestSchedule'],
  [
    'of an hour ago',
    { type: 'AfterDuration', duration: 'PT1H', start: 1_800_000_000_000 - 3_600_000 },
    'InvalidRoleAssignmentRequestSchedule',
  ],
] as [string, Window, string][])('an activation %s is refused', (_name, window, code) => {
  expect(() => askContributor(window)).toThrow(refusal(code));
});

test('a start that has just passed is now', () => {
  const request = askContributor({ type: 'AfterDuration', duration: 'PT1H', start: clock.now() - 2000 });
  expect([status(request), isHeld(request)]).toEqual(['Provisioned', true]);
  expect(tenant.schedules.get(request.name)?.start).toBe(clock.now());
});
