import { channelsBy } from '../../../adapters/host/channels.js';

const RG = '/subscriptions/s1/resourceGroups/rg-payments';

test.each([
  [[RG, 'rg-payments', 'Contoso Production'], { 'RG-Payments': 'a', 'Contoso Production': 'b' }, 'a'],
  [[RG, 'rg-payments', 'Contoso Production'], { 'contoso production': 'b' }, 'b'],
  [[RG, 'rg-payments'], { '/subscriptions/S1': 'c', 'rg-payments': 'a' }, 'c'],
  [[RG, 'rg-payments'], { '/subscriptions/s': 'c' }, undefined],
  [[RG, 'rg-payments'], { payments: 'a' }, undefined],
  [[], { x: 'a' }, undefined],
])('%j by %j is told in %s', (place, given, channel) => {
  expect(channelsBy(given)(place)).toBe(channel);
});

test('without a setting no channel is told', () => {
  expect(channelsBy()([RG, 'rg-payments'])).toBeUndefined();
});
