import type { Schedule } from '../../../tenant/records.js';

const GUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

/**
 * The id of what a principal has of a directory role: the guids of role and principal, and of the scope below the
 * directory if there is one, as .NET lays out their bytes, in base64url; then `-1`, and `-e` for an eligibility.
 */
export function directoryInstanceId({
  roleGuid,
  principalId,
  scope,
  kind,
}: Pick<Schedule, 'roleGuid' | 'principalId' | 'scope' | 'kind'>): string {
  const below = GUID.exec(scope)?.[0];
  const guids = [roleGuid, principalId, ...(below === undefined ? [] : [below])];
  const bytes = Buffer.concat(guids.map(bytesOf));
  return `${bytes.toString('base64url')}-1${kind === 'eligibility' ? '-e' : ''}`;
}

/** The sixteen bytes of a guid: its first three groups are little-endian. */
function bytesOf(guid: string): Buffer {
  const bytes = Buffer.from(guid.replaceAll('-', ''), 'hex');
  return Buffer.concat([
    bytes.subarray(0, 4).reverse(),
    bytes.subarray(4, 6).reverse(),
    bytes.subarray(6, 8).reverse(),
    bytes.subarray(8),
  ]);
}
