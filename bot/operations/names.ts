import { markedName } from '../pim/marks.js';
import type { RealmName } from '../pim/roles.js';
import type { Ports } from '../ports.js';
import type { OperationKind } from './operation.js';

/**
 * The name of one write: the same for every try of the same submit, so that a second try is known as such; another for
 * another submit. Where PIM lets the client choose the request's id (ARM), this is it; Graph chooses ids itself, so there
 * the name is a mark that the request carries.
 */
export function operationName(
  { ids }: Pick<Ports, 'ids'>,
  of: {
    tenant: string;
    oid: string;
    realm: RealmName;
    submit: string;
    kind: OperationKind;
    item: string;
    attempt: number;
  },
): string {
  const uuid = ids.named([of.tenant, of.oid, of.submit, of.kind, of.item, String(of.attempt)]);
  return of.realm === 'azure' ? uuid : markedName(uuid, of.oid);
}
