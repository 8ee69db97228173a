import { must } from './surface.js';
import type { World } from './world.js';

const GROUPS_ADMINISTRATOR = 'fdd7a751-b60b-444a-984c-02652fe8fa1c';

/** Ada answers Dev's wish as the portal would: over Graph, with her own token. */
export async function givesMoreTime(
  { base }: World,
  { action, days }: { action: 'adminExtend' | 'adminRenew'; days: number },
): Promise<void> {
  const { access_token } = await must<{ access_token: string }>(
    `${base}/sandbox/people/ada/token?audience=graph`,
  );
  const people = await must<{ id: string; oid: string }[]>(`${base}/sandbox/people`);
  const answer = await fetch(`${base}/graph/v1.0/roleManagement/directory/roleAssignmentScheduleRequests`, {
    method: 'POST',
    headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      action,
      principalId: people.find(({ id }) => id === 'dev')?.oid,
      roleDefinitionId: GROUPS_ADMINISTRATOR,
      directoryScopeId: '/',
      justification: 'the audit goes on',
      scheduleInfo: { expiration: { type: 'afterDuration', duration: `P${days}D` } },
    }),
  });
  if (answer.status !== 201) throw new Error(await answer.text());
}
