import type { Person } from '../../../bot/turn.js';
import type { Activity } from '../wire.js';

/**
 * Who acts, by the channel's word alone. `undefined`: of another tenant, or without an identity in Entra.
 * Both places where Teams names a tenant must name this one, and one of them must be there: threat T21 of the model.
 */
export function personOf(
  { from, conversation, channelData }: Pick<Activity, 'from' | 'conversation' | 'channelData'>,
  tenantId: string,
): Person | undefined {
  const named = [conversation.tenantId, channelData?.tenant?.id].filter((id) => id !== undefined);
  const ours = named.length > 0 && named.every((id) => id.toLowerCase() === tenantId.toLowerCase());
  return ours && from.aadObjectId !== undefined ? { tenant: tenantId, oid: from.aadObjectId } : undefined;
}
