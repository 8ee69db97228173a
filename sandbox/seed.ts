import { azureRoles, directoryRoles } from './seed-roles.js';
import type { Realm, SeedGroup, SeedHolding, SeedPerson, SeedPlace, SeedPolicy } from './tenant/entities.js';
import type { Seed } from './tenant/store.js';

/** The story of the sandbox: a small company, who works there, and what each of them may ask for. */

export const TENANT_ID = '7c1f2c9e-3b54-4e0a-9d3f-5a6b7c8d9e0f';
/** The bot's app registration in the made-up tenant, and its made-up secret. */
export const BOT_APP_ID = 'b07a9e31-58c4-4f6d-8a21-0c4d9f7e6b52';
export const BOT_SECRET = 'sandbox-secret-of-a-made-up-app';
/** The bot's app in the made-up Slack, with what its settings page would show. */
export const SLACK_APP_ID = 'A0PIM';
export const SLACK_CLIENT_ID = '1111111111.2222222222';
export const SLACK_CLIENT_SECRET = 'sandbox-client-secret-of-a-made-up-app';
export const SLACK_SIGNING_SECRET = 'sandbox-signing-secret-of-a-made-up-app';

const people: SeedPerson[] = [
  {
    id: 'ana',
    name: 'Ana Ruiz',
    upn: 'ana@contoso.example',
    oid: 'a1a00000-4c1d-4b7e-9a10-6f0d2c3b4a01',
    does: 'engineer',
    installed: true,
    zone: 'Europe/Berlin',
    locale: 'en-GB',
  },
  {
    id: 'ben',
    name: 'Ben Okafor',
    upn: 'ben@contoso.example',
    oid: 'be200000-4c1d-4b7e-9a10-6f0d2c3b4a02',
    does: 'approver',
    installed: true,
    zone: 'Europe/London',
    locale: 'en-GB',
  },
  {
    id: 'cleo',
    name: 'Cleo Martin',
    upn: 'cleo@contoso.example',
    oid: 'c1e00000-4c1d-4b7e-9a10-6f0d2c3b4a03',
    does: 'approver through a group',
    installed: true,
    zone: 'Europe/Paris',
    locale: 'en-GB',
  },
  {
    id: 'dev',
    name: 'Dev Rao',
    upn: 'dev@contoso.example',
    oid: 'de400000-4c1d-4b7e-9a10-6f0d2c3b4a04',
    does: 'on call',
    installed: true,
    zone: 'Asia/Kolkata',
    locale: 'en-IN',
  },
  {
    id: 'eva',
    name: 'Eva Lang',
    upn: 'eva@contoso.example',
    oid: 'e5a00000-4c1d-4b7e-9a10-6f0d2c3b4a05',
    does: 'holds one role, may read nothing',
    installed: true,
    zone: 'Europe/Vienna',
    locale: 'en-GB',
  },
  {
    id: 'ada',
    name: 'Ada Lindqvist',
    upn: 'ada@contoso.example',
    oid: 'ada00000-4c1d-4b7e-9a10-6f0d2c3b4a06',
    does: 'PIM administrator',
    installed: true,
    zone: 'Europe/Stockholm',
    locale: 'en-GB',
  },
  {
    id: 'oli',
    name: 'Oli Novak',
    upn: 'oli@contoso.example',
    oid: '01100000-4c1d-4b7e-9a10-6f0d2c3b4a07',
    does: 'outsider',
    installed: false,
    zone: 'Europe/Prague',
    locale: 'en-GB',
  },
];

const groups: SeedGroup[] = [
  {
    id: 'staff',
    name: 'Staff',
    oid: '57aff000-7d2e-4c8f-8b21-7a1e3d4c5b01',
    members: ['ana', 'ben', 'cleo', 'dev'],
  },
  {
    id: 'access-approvers',
    name: 'Access Approvers',
    oid: 'acce5500-7d2e-4c8f-8b21-7a1e3d4c5b02',
    members: ['cleo'],
  },
  {
    id: 'engineers',
    name: 'Engineers',
    oid: 'e9190000-7d2e-4c8f-8b21-7a1e3d4c5b03',
    members: ['ana', 'dev'],
  },
  {
    id: 'break-glass-operators',
    name: 'Break Glass Operators',
    oid: 'b9ea4000-7d2e-4c8f-8b21-7a1e3d4c5b04',
    members: [],
  },
  {
    id: 'incident-responders',
    name: 'Incident Responders',
    oid: '1c1de000-7d2e-4c8f-8b21-7a1e3d4c5b05',
    members: [],
  },
  {
    id: 'printer-team',
    name: 'Printer Team',
    oid: '94147e00-7d2e-4c8f-8b21-7a1e3d4c5b06',
    members: [],
  },
];

const groupOid = (id: string) => groups.find((group) => group.id === id)?.oid ?? '';

const contoso = '/providers/Microsoft.Management/managementGroups/contoso';
const contosoDev = '/subscriptions/d0d0aaaa-1f2e-4a3b-8c4d-5e6f7a8b9c01';
const contosoProduction = '/subscriptions/d0d0bbbb-1f2e-4a3b-8c4d-5e6f7a8b9c02';
const berlin = '/administrativeUnits/be911000-6a5b-4c3d-9e2f-1a2b3c4d5e01';
const rgPayments = `${contosoProduction}/resourceGroups/rg-payments`;

function resourceGroup(subscription: string, name: string): SeedPlace {
  return {
    scope: `${subscription}/resourceGroups/${name}`,
    name,
    kind: 'resourcegroup',
    parent: subscription,
    tags: { environment: subscription === contosoDev ? 'Dev' : 'Production' },
  };
}

const appGroups = Array.from({ length: 300 }, (_, index) =>
  resourceGroup(index < 150 ? contosoDev : contosoProduction, `rg-app-${String(index + 1).padStart(3, '0')}`),
);

const places: SeedPlace[] = [
  { scope: '', name: 'Tenant root', kind: 'tenant' },
  { scope: contoso, name: 'Contoso', kind: 'managementgroup', parent: '' },
  {
    scope: contosoDev,
    name: 'Contoso Dev',
    kind: 'subscription',
    parent: contoso,
    tags: { environment: 'Dev' },
  },
  {
    scope: contosoProduction,
    name: 'Contoso Production',
    kind: 'subscription',
    parent: contoso,
    tags: { environment: 'Production' },
  },
  resourceGroup(contosoDev, 'rg-x'),
  resourceGroup(contosoDev, 'rg-y'),
  resourceGroup(contosoDev, 'rg-shared'),
  resourceGroup(contosoProduction, 'rg-payments'),
  resourceGroup(contosoProduction, 'rg-web'),
  resourceGroup(contosoProduction, 'rg-shared'),
  {
    scope: `${rgPayments}/providers/Microsoft.KeyVault/vaults/kv-payments`,
    name: 'kv-payments',
    kind: 'resource',
    parent: rgPayments,
  },
  {
    scope: `${rgPayments}/providers/Microsoft.Storage/storageAccounts/stpayments`,
    name: 'stpayments',
    kind: 'resource',
    parent: rgPayments,
  },
  ...appGroups,
  { scope: '/', name: 'Directory', kind: 'directory' },
  { scope: berlin, name: 'Berlin', kind: 'administrativeunit', parent: '/' },
];

const lastMonthToNextYear = { startedDaysAgo: 30, endsInDays: 365 };

const eligibilities: SeedHolding[] = [
  { realm: 'azure', principal: 'ana', role: 'Contributor', scope: contosoDev, ...lastMonthToNextYear },
  {
    realm: 'azure',
    principal: 'ana',
    role: 'Contributor',
    scope: `${contosoDev}/resourceGroups/rg-shared`,
    ...lastMonthToNextYear,
  },
  {
    realm: 'azure',
    principal: 'ana',
    role: 'Contributor',
    scope: `${contosoProduction}/resourceGroups/rg-shared`,
    ...lastMonthToNextYear,
  },
  { realm: 'azure', principal: 'ana', role: 'Owner', scope: rgPayments, ...lastMonthToNextYear },
  {
    realm: 'azure',
    principal: 'ana',
    role: 'Key Vault Administrator',
    scope: rgPayments,
    ...lastMonthToNextYear,
  },
  {
    realm: 'azure',
    principal: 'engineers',
    role: 'Log Reader',
    scope: contosoProduction,
    ...lastMonthToNextYear,
  },
  { realm: 'azure', principal: 'dev', role: 'Contributor', scope: contosoProduction, ...lastMonthToNextYear },
  {
    realm: 'azure',
    principal: 'eva',
    role: 'Contributor',
    scope: `${contosoDev}/resourceGroups/rg-y`,
    ...lastMonthToNextYear,
  },
  ...(
    [
      ['ana', 'User Administrator', '/'],
      ['ana', 'Helpdesk Administrator', berlin],
      ['ana', 'Security Reader', '/'],
      ['ana', 'Application Administrator', '/'],
      ['dev', 'Global Reader', '/'],
    ] as const
  ).map(([principal, role, scope]) => held('entra', principal, role, scope)),
  ...(
    [
      ['ana', 'Member', 'break-glass-operators'],
      ['ana', 'Owner', 'engineers'],
      ['ana', 'Member', 'incident-responders'],
      ['eva', 'Member', 'printer-team'],
    ] as const
  ).map(([principal, role, id]) => held('group', principal, role, groupOid(id))),
];

function held(realm: Realm, principal: string, role: string, scope: string): SeedHolding {
  return { realm, principal, role, scope, ...lastMonthToNextYear };
}

const assignments: SeedHolding[] = [
  { realm: 'azure', principal: 'staff', role: 'Reader', scope: contoso, startedDaysAgo: 400 },
  { realm: 'azure', principal: 'ada', role: 'Owner', scope: '', startedDaysAgo: 400 },
  {
    realm: 'entra',
    principal: 'ada',
    role: 'Privileged Role Administrator',
    scope: '/',
    startedDaysAgo: 400,
  },
  {
    realm: 'entra',
    principal: 'incident-responders',
    role: 'Security Administrator',
    scope: '/',
    startedDaysAgo: 400,
  },
  {
    realm: 'entra',
    principal: 'dev',
    role: 'Groups Administrator',
    scope: '/',
    startedDaysAgo: 30,
    endsInDays: 10,
  },
];

const plain: Pick<SeedPolicy, 'demands' | 'maximum'> = { demands: ['Justification'], maximum: 'PT8H' };
const guarded: Pick<SeedPolicy, 'demands' | 'maximum' | 'approval'> = {
  demands: ['Justification'],
  maximum: 'PT4H',
  approval: { approvers: ['ben', 'access-approvers'], justification: true },
};

const policies: SeedPolicy[] = [
  { role: 'Contributor', ...plain },
  {
    role: 'Owner',
    scope: rgPayments,
    ...guarded,
  },
  {
    role: 'Key Vault Administrator',
    scope: rgPayments,
    demands: ['Ticketing', 'Justification'],
    maximum: 'PT1H',
  },
  { role: 'Log Reader', demands: [], maximum: 'PT8H' },
  {
    realm: 'entra',
    role: 'User Administrator',
    demands: ['MultiFactorAuthentication', 'Justification'],
    maximum: 'PT8H',
  },
  { realm: 'entra', role: 'Helpdesk Administrator', ...plain },
  { realm: 'entra', role: 'Security Reader', ...plain },
  { realm: 'entra', role: 'Application Administrator', ...guarded },
  { realm: 'entra', role: 'Global Reader', ...plain, authenticationContext: 'c1' },
  { realm: 'group', role: 'Member', scope: groupOid('break-glass-operators'), ...guarded },
];

export const seed: Seed = {
  tenantId: TENANT_ID,
  people,
  groups,
  places,
  roles: [...azureRoles, ...directoryRoles],
  eligibilities,
  assignments,
  policies,
};
