import { millisecondsOf } from '../../../adapters/pim/durations.js';
import { stateOf } from '../../../adapters/pim/statuses.js';

test.each([
  ['Accepted', 'provisioning'],
  ['PendingEvaluation', 'provisioning'],
  ['Granted', 'scheduled'],
  ['Denied', 'denied'],
  ['PendingProvisioning', 'provisioning'],
  ['Provisioned', 'active'],
  ['PendingRevocation', 'provisioning'],
  ['Revoked', 'revoked'],
  ['Canceled', 'cancelled'],
  ['Failed', 'failed'],
  ['PendingApprovalProvisioning', 'provisioning'],
  ['PendingApproval', 'waiting'],
  ['FailedAsResourceIsLocked', 'failed'],
  ['PendingAdminDecision', 'waiting'],
  ['AdminApproved', 'provisioning'],
  ['AdminDenied', 'denied'],
  ['TimedOut', 'timedOut'],
  ['ProvisioningStarted', 'provisioning'],
  ['Invalid', 'failed'],
  ['PendingScheduleCreation', 'provisioning'],
  ['ScheduleCreated', 'scheduled'],
  ['PendingExternalProvisioning', 'provisioning'],
  ['SomethingNew', 'provisioning'],
  ['pROVISIONED', 'active'],
  [undefined, 'provisioning'],
])('%s is %s', (status, state) => {
  expect(stateOf(status)).toBe(state);
});

test.each([
  ['PT2H', 7_200_000],
  ['PT30M', 1_800_000],
  ['P1D', 86_400_000],
  ['P1DT1H30M', 91_800_000],
  ['P1W', 604_800_000],
  ['PT90S', 90_000],
  ['P', undefined],
  ['PT', undefined],
  ['2h', undefined],
  ['P1M', undefined],
])('%s is %s ms', (duration, length) => {
  expect(millisecondsOf(duration)).toBe(length);
});
