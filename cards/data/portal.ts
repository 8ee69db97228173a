import type { RealmName } from '../../bot/pim/roles.js';

const PIM = 'https://portal.azure.com/#view/Microsoft_Azure_PIMCommon';

/** "My roles" of each realm, as the portal itself names its pages. */
const pages: Record<RealmName, string> = {
  azure: 'ActivationMenuBlade/~/azurerbac',
  entra: 'ActivationMenuBlade/~/aadmigratedroles',
  group: 'ActivationMenuBlade/~/aadgroup',
};

/** Where a person activates in the portal; without a realm the page that leads to all three. */
export const portalOf = (realm: RealmName | undefined): string =>
  `${PIM}/${realm === undefined ? 'CommonMenuBlade/~/quickStart' : pages[realm]}`;
