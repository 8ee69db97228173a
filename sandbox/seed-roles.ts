import type { SeedRole } from './tenant/entities.js';

/** Ids of the built-in roles are Azure's own: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles */
export const azureRoles: SeedRole[] = [
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
    assignableScopes: ['/subscriptions/d0d0bbbb-1f2e-4a3b-8c4d-5e6f7a8b9c02'],
  },
];

/** Ids are the roles' template ids: https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference */
export const directoryRoles: SeedRole[] = [
  directoryRole(
    '62e90394-69f5-4237-9190-012177145e10',
    'Global Administrator',
    'Can manage all aspects of Microsoft Entra ID and Microsoft services that use Microsoft Entra identities.',
    ['microsoft.directory/*'],
  ),
  directoryRole(
    'e8611ab8-c189-46e8-94e1-60213ab1f814',
    'Privileged Role Administrator',
    'Can manage role assignments in Microsoft Entra ID, and all aspects of Privileged Identity Management.',
    ['microsoft.directory/roleAssignments/allProperties/allTasks'],
  ),
  directoryRole(
    'f2ef992c-3afb-46b9-b7cf-a126ee74c451',
    'Global Reader',
    'Can read everything that a Global Administrator can, but not update anything.',
    ['microsoft.directory/*/allProperties/read'],
  ),
  directoryRole(
    'fe930be7-5e62-47db-91af-98c3a49a38b1',
    'User Administrator',
    'Can manage all aspects of users and groups, including resetting passwords for limited admins.',
    ['microsoft.directory/users/*', 'microsoft.directory/groups/*'],
  ),
  directoryRole(
    '729827e3-9c14-49f7-bb1b-9608f156bbb8',
    'Helpdesk Administrator',
    'Can reset passwords for non-administrators and Helpdesk Administrators.',
    ['microsoft.directory/users/password/update'],
  ),
  directoryRole(
    'fdd7a751-b60b-444a-984c-02652fe8fa1c',
    'Groups Administrator',
    'Members of this role can create/manage groups, create/manage groups settings like naming and expiration policies.',
    ['microsoft.directory/groups/*'],
  ),
  directoryRole(
    '5d6b6bb7-de71-4623-b4af-96380a352509',
    'Security Reader',
    'Can read security information and reports in Microsoft Entra ID and Office 365.',
    ['microsoft.directory/auditLogs/allProperties/read'],
  ),
  directoryRole(
    '194ae4cb-b126-40b2-bd5b-6091b380977d',
    'Security Administrator',
    'Can read security information and reports, and manage configuration in Microsoft Entra ID and Office 365.',
    ['microsoft.directory/policies/*'],
  ),
  directoryRole(
    '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3',
    'Application Administrator',
    'Can create and manage all aspects of app registrations and enterprise apps.',
    ['microsoft.directory/applications/*'],
  ),
];

function directoryRole(guid: string, name: string, description: string, actions: string[]): SeedRole {
  return { realm: 'entra', guid, name, kind: 'BuiltInRole', description, actions };
}
