import type {
  SeedGroup,
  SeedHolding,
  SeedPerson,
  SeedPlace,
  SeedPolicy,
  SeedRole,
} from './tenant/entities.js';
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
];

const contoso = '/providers/Microsoft.Management/managementGroups/contoso';
const contosoDev = '/subscriptions/d0d0aaaa-1f2e-4a3b-8c4d-5e6f7a8b9c01';
const contosoProduction = '/subscriptions/d0d0bbbb-1f2e-4a3b-8c4d-5e6f7a8b9c02';
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
];

/** Ids of the built-in roles are Azure's own: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles */
const roles: SeedRole[] = [
  {
    guid: '8e3af657-a8ff-443c-a75c-2fe8c4bcb635',
    name: 'Owner',
    kind: 'BuiltInRole',
    description: 'Grants full access to manage all resources, including the ability to assign roles.',
    actions: ['*'],
  },
  {
    guid: 'b24988ac-6180-42a0-ab88-20f7382dd24c',
    name: 'Contributor',
    kind: 'BuiltInRole',
    description: 'Grants full access to manage all resources, but does not allow you to assign roles.',
    actions: ['*'],
    notActions: [
      'Microsoft.Authorization/*/Delete',
      'Microsoft.Authorization/*/Write',
      'Microsoft.Authorization/elevateAccess/Action',
    ],
  },
  {
    guid: 'acdd72a7-3385-48ef-bd42-f606fba81ae7',
    name: 'Reader',
    kind: 'BuiltInRole',
    description: 'View all resources, but does not allow you to make any changes.',
    actions: ['*/read'],
  },
  {
    guid: '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9',
    name: 'User Access Administrator',
    kind: 'BuiltInRole',
    description: 'Lets you manage user access to Azure resources.',
    actions: ['*/read', 'Microsoft.Authorization/*', 'Microsoft.Support/*'],
  },
  {
    guid: '00482a5a-887f-4fb3-b363-3b7fe8e74483',
    name: 'Key Vault Administrator',
    kind: 'BuiltInRole',
    description: 'Perform all data plane operations on a key vault and all objects in it.',
    actions: [
      'Microsoft.Authorization/*/read',
      'Microsoft.Resources/subscriptions/resourceGroups/read',
      'Microsoft.KeyVault/vaults/read',
    ],
    dataActions: ['Microsoft.KeyVault/vaults/*'],
  },
  {
    guid: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe',
    name: 'Storage Blob Data Contributor',
    kind: 'BuiltInRole',
    description: 'Allows for read, write and delete access to Azure Storage blob containers and data.',
    actions: ['Microsoft.Storage/storageAccounts/blobServices/containers/*'],
    dataActions: ['Microsoft.Storage/storageAccounts/blobServices/containers/blobs/*'],
  },
  {
    guid: '9980e02c-c2be-4d73-94e8-173b1dc7cf3c',
    name: 'Virtual Machine Contributor',
    kind: 'BuiltInRole',
    description: 'Lets you manage virtual machines, but not access to them.',
    actions: ['Microsoft.Authorization/*/read', 'Microsoft.Compute/virtualMachines/*'],
  },
  {
    guid: '3f9d1c7a-52b8-4e06-9c41-8d7e6f5a4b30',
    name: 'Log Reader',
    kind: 'CustomRole',
    description: 'Reads the logs of an application.',
    actions: ['Microsoft.Insights/logs/*/read', 'Microsoft.Insights/diagnosticSettings/read'],
    assignableScopes: [contosoProduction],
  },
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
];

const assignments: SeedHolding[] = [
  { realm: 'azure', principal: 'staff', role: 'Reader', scope: contoso, startedDaysAgo: 400 },
  { realm: 'azure', principal: 'ada', role: 'Owner', scope: '', startedDaysAgo: 400 },
];

const policies: SeedPolicy[] = [
  { role: 'Contributor', demands: ['Justification'], maximum: 'PT8H' },
  {
    role: 'Owner',
    scope: rgPayments,
    demands: ['Justification'],
    maximum: 'PT4H',
    approval: { approvers: ['ben', 'access-approvers'], justification: true },
  },
  {
    role: 'Key Vault Administrator',
    scope: rgPayments,
    demands: ['Ticketing', 'Justification'],
    maximum: 'PT1H',
  },
  { role: 'Log Reader', demands: [], maximum: 'PT8H' },
];

export const seed: Seed = {
  tenantId: TENANT_ID,
  people,
  groups,
  places,
  roles,
  eligibilities,
  assignments,
  policies,
};
