import type { Scope } from '../../../../bot/pim/roles.js';
import { refusal } from '../../../contracts/realm-world.js';
import { GROUP, ROLE, UNIT } from './rows.js';
import { ANA, type World, world } from './world.js';

let w: World;
beforeEach(async () => {
  w = await world();
});
afterEach(() => w.close());

const role = { id: ROLE, name: 'R' };
const unit: Scope = { id: UNIT, kind: 'administrativeUnit', name: 'Berlin', within: [] };
const engineers: Scope = { id: GROUP, kind: 'group', name: 'Engineers', within: [] };
const owner = { id: 'owner', name: 'Owner' };

const RULES = [
  {
    '@odata.type': '#microsoft.graph.unifiedRoleManagementPolicyExpirationRule',
    id: 'Expiration_EndUser_Assignment',
    isExpirationRequired: true,
    maximumDuration: 'PT4H',
    target: { caller: 'EndUser', operations: ['all'], level: 'Assignment' },
  },
  { id: 'Enablement_EndUser_Assignment', enabledRules: ['MultiFactorAuthentication', 'Justification'] },
  { id: 'AuthenticationContext_EndUser_Assignment', isEnabled: false, claimValue: null },
  {
    id: 'Approval_EndUser_Assignment',
    setting: {
      isApprovalRequired: true,
      approvalStages: [
        {
          isApproverJustificationRequired: true,
          primaryApprovers: [
            { '@odata.type': '#microsoft.graph.singleUser', userId: 'u1', description: 'Ben Okafor' },
            { '@odata.type': '#microsoft.graph.groupMembers', groupId: 'g1' },
            { '@odata.type': '#microsoft.graph.singleUser', isBackup: false, id: 'u2' },
            { '@odata.type': '#microsoft.graph.requestorManager', managerLevel: 1 },
          ],
        },
      ],
    },
  },
  {
    '@odata.type': '#microsoft.graph.unifiedRoleManagementPolicyCustomExtensionRule',
    id: 'CustomExtension_EndUser_Assignment',
    customExtensions: [],
  },
  'no rule',
];

test('one call reads what a role demands, for the whole directory wherever it is activated', async () => {
  w.play = () => ({ body: { value: [{ roleDefinitionId: ROLE.toUpperCase(), policy: { rules: RULES } }] } });
  expect(await w.entra.policy(ANA, role, unit)).toEqual({
    maximumDuration: 'PT4H',
    justification: true,
    ticket: false,
    mfa: true,
    approval: {
      approvers: [
        { kind: 'person', oid: 'u1', name: 'Ben Okafor' },
        { kind: 'group', id: 'g1' },
        { kind: 'person', oid: 'u2' },
      ],
      reasonNeeded: true,
    },
  });
  expect(w.calls).toHaveLength(1);
  expect(w.calls[0]?.path).toBe('/v1.0/policies/roleManagementPolicyAssignments');
  expect(Object.fromEntries(w.calls[0]?.query ?? [])).toEqual({
    $filter: `scopeId eq '/' and scopeType eq 'DirectoryRole' and roleDefinitionId eq '${ROLE}'`,
    $expand: 'policy($expand=rules)',
  });
});

test('a group has two policies; an approval without approvers is that of administrators', async () => {
  const rule = {
    id: 'Approval_EndUser_Assignment',
    setting: { isApprovalRequired: true, approvalStages: [{ primaryApprovers: [] }] },
  };
  const value = [
    { roleDefinitionId: 'member', policy: { rules: [] } },
    { roleDefinitionId: 'owner', policy: { rules: [rule] } },
  ];
  w.play = () => ({ body: { value } });
  expect(await w.group.policy(ANA, owner, engineers)).toMatchObject({
    approval: { approvers: [], reasonNeeded: false },
  });
  expect(w.calls[0]?.query.get('$filter')).toBe(
    `scopeId eq '${GROUP}' and scopeType eq 'Group' and roleDefinitionId eq 'owner'`,
  );
});

test.each([
  [403, 'PermissionScopeNotGranted'],
  [403, 'Authorization_RequestDenied'],
  [401, 'InvalidAuthenticationToken'],
])('%s %s: the settings cannot be read', async (status, code) => {
  w.play = () => ({ status, body: { error: { code } } });
  expect(await w.group.policy(ANA, owner, engineers)).toBe('unreadable');
});

test('no settings are no leave; what fails, fails', async () => {
  w.play = () => ({ body: { value: [{ roleDefinitionId: 'member', policy: { rules: [] } }] } });
  expect(await w.group.policy(ANA, owner, engineers)).toBe('unreadable');
  w.play = () => ({ status: 500 });
  expect((await refusal(w.group.policy(ANA, owner, engineers))).code).toBe('unavailable');
});
