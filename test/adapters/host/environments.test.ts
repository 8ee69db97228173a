import { environmentsBy } from '../../../adapters/host/environments.js';

describe('by the usual words', () => {
  const environmentOf = environmentsBy();
  it.each([
    ['Contoso Production', 'Production'],
    ['rg-payments-prod', 'Production'],
    ['PROD_EU', 'Production'],
    ['ContosoProd01', 'Production'],
    ['prod2', 'Production'],
    ['shop.live', 'Production'],
    ['rg-no-prod', 'Production'],
    ['Contoso Test', 'Test'],
    ['rg-staging-1', 'Test'],
    ['qa', 'Test'],
    ['crm-uat', 'Test'],
    ['Contoso Dev', 'Dev'],
    ['my sandbox', 'Dev'],
    ['dev-prod-mirror', 'Production'],
    ['rg-payments', undefined],
    ['reproduction', undefined],
    ['products', undefined],
    ['delivery', undefined],
    ['devops', undefined],
    ['latest', undefined],
    ['non-prod', undefined],
    ['NonProd', undefined],
    ['nonprod', undefined],
    ['pre-production', undefined],
    ['non-prod-dev', 'Dev'],
    ['', undefined],
  ])('%j: %s', (name, expected) => {
    expect(environmentOf([name])).toBe(expected);
  });

  it.each([
    [['rg-x', 'Contoso Dev', 'Contoso'], 'Dev'],
    [['rg-x', 'Dev of Production', 'Contoso'], 'Production'],
    [['rg-test', 'Contoso Production'], 'Test'],
    [['rg-x', 'Contoso'], undefined],
    [[], undefined],
  ])('the first of %j that tells: %s', (names, expected) => {
    expect(environmentOf(names)).toBe(expected);
  });
});

describe("by a deployment's own names", () => {
  const environmentOf = environmentsBy({
    Production: ['prd', 'tier 0', 'c*-p1-*'],
    Test: undefined,
    Dev: [],
  });
  it.each([
    ['rg-prd-1', 'Production'],
    ['Tier-0 vault', 'Production'],
    ['Contoso-P1-shop', 'Production'],
    ['c-p1-', 'Production'],
    ['c-p1', undefined],
    ['tier 1', undefined],
    ['production', undefined],
    ['rg-test', 'Test'],
    ['rg-dev', undefined],
  ])('%j: %s', (name, expected) => {
    expect(environmentOf([name])).toBe(expected);
  });
});
