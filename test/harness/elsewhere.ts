import { randomUUID } from 'node:crypto';
import { must } from './surface.js';

interface Listed {
  value: {
    id: string;
    properties: {
      scope: string;
      roleDefinitionId: string;
      expandedProperties: { roleDefinition: { displayName: string } };
    };
  }[];
}

const TYPE = 'providers/Microsoft.Authorization';
const VERSION = 'api-version=2020-10-01';

/** Activates a role as the portal or a script would: with the person's own token, past the bot. */
export async function asksElsewhere(
  base: string,
  person: string,
  { role, justification }: { role: string; justification: string },
): Promise<void> {
  const { access_token } = await must<{ access_token: string }>(
    `${base}/sandbox/people/${person}/token?audience=arm`,
  );
  const headers = { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' };
  const list = `${base}/arm/${TYPE}/roleEligibilitySchedules?${VERSION}&$filter=asTarget()`;
  const { value } = (await (await fetch(list, { headers })).json()) as Listed;
  const found = value.find(
    ({ properties }) => properties.expandedProperties.roleDefinition.displayName === role,
  );
  if (!found) throw new Error(`${person} is not eligible for ${role}`);
  const { scope, roleDefinitionId } = found.properties;
  const [, payload = ''] = access_token.split('.');
  const { oid: principalId } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { oid: string };
  const properties = {
    principalId,
    roleDefinitionId,
    requestType: 'SelfActivate',
    linkedRoleEligibilityScheduleId: found.id,
    justification,
    scheduleInfo: { expiration: { type: 'AfterDuration', duration: 'PT1H' } },
  };
  const url = `${base}/arm${scope}/${TYPE}/roleAssignmentScheduleRequests/${randomUUID()}?${VERSION}`;
  const answer = await fetch(url, { method: 'PUT', headers, body: JSON.stringify({ properties }) });
  if (answer.status !== 201) throw new Error(await answer.text());
}
