import { PimError } from '../../bot/pim/errors.js';
import { member } from './member.js';
import { type Address, followed } from './path.js';
import type { Answer } from './request.js';

const MOST_PAGES = 50;

/** A list to read page by page. */
export interface Listing {
  /** The service's own address; the next page must be there too. */
  service: string;
  first: Address;
  /** Stop after that many rows. */
  enough?: number;
  get(address: Address): Promise<Answer>;
}

/**
 * All rows of a paged list (`value` and `nextLink`, or `@odata.nextLink`). Throws PimError `refused` when a link
 * leads away or the list does not end: a list cut short could hide the row that makes a name ambiguous.
 */
export async function rowsOf(listing: Listing): Promise<unknown[]> {
  const rows: unknown[] = [];
  let address: Address | undefined = listing.first;
  for (let pages = 0; address !== undefined; pages += 1) {
    if (pages === MOST_PAGES)
      throw new PimError('refused', { server: { code: 'TooManyPages', message: `${MOST_PAGES} pages` } });
    const { body }: Answer = await listing.get(address);
    rows.push(...pageOf(body));
    if (listing.enough !== undefined && rows.length >= listing.enough) return rows;
    const link: string | undefined = linkOf(body);
    address = link === undefined ? undefined : followed(listing.service, link);
  }
  return rows;
}

function pageOf(body: unknown): unknown[] {
  const value = member(body, 'value');
  if (Array.isArray(value)) return value;
  throw new PimError('unavailable', { server: { code: 'NotAList', message: 'The answer is no list.' } });
}

/** Absent, null or empty at the end. */
function linkOf(body: unknown): string | undefined {
  const link = member(body, 'nextlink') ?? member(body, '@odata.nextlink');
  return typeof link === 'string' && link !== '' ? link : undefined;
}
