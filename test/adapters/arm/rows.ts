import type { Actor } from '../../../bot/ports.js';

export const SUB = '/subscriptions/11111111-1111-1111-1111-111111111111';
export const RG = `${SUB}/resourceGroups/rg-x`;
export const MG = '/providers/Microsoft.Management/managementGroups/contoso';
const ROLE_GUID = 'b24988ac-6180-42a0-ab88-20f7382dd24c';
/** A role definition's id where no subscription is in it. */
export const ROLE = `/providers/Microsoft.Authorization/roleDefinitions/${ROLE_GUID}`;
export const ANA: Actor = { tenant: 't', oid: 'a1a00000-4c1d-4b7e-9a10-6f0d2c3b4a01', background: false };

/** A row as PIM writes it, with the names it adds. */
export function row(id: string, properties: Record<string, unknown>) {
  const scope = String(properties.scope);
  const names = { scope: { id: scope, displayName: properties.scopeName, type: 'x' } };
  const roleDefinition = { id: ROLE, displayName: 'Contributor', type: 'BuiltInRole' };
  return {
    id: `${scope === '/' ? '' : scope}/providers/Microsoft.Authorization/roleEligibilitySchedules/${id}`,
    properties: {
      roleDefinitionId: ROLE,
      principalId: ANA.oid,
      principalType: 'User',
      memberType: 'Direct',
      expandedProperties: { ...names, roleDefinition, principal: { id: ANA.oid, displayName: 'Ana Ruiz' } },
      ...properties,
    },
  };
}
