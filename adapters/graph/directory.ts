import { PimError } from '../../bot/pim/errors.js';
import type { Actor, Directory, DirectoryPerson } from '../../bot/ports.js';
import { rowsOf } from '../http/pages.js';
import { type Address, addressOf, literal, pathOf } from '../http/path.js';
import { type Graph, read } from './call.js';
import { chunks, IDS_AT_ONCE } from './chunks.js';
import { groupIn, personIn } from './wire.js';

/** People of a group that are worth naming; the rest is a number. */
const MOST_MEMBERS = 100;
const BASIC = 'id,displayName,userPrincipalName';
const PERSON = `${BASIC},accountEnabled`;
/** A list cast to one type of member is an advanced query: https://learn.microsoft.com/graph/aad-advanced-queries */
const ADVANCED = { ConsistencyLevel: 'eventual' };

/** Names of people and groups over Microsoft Graph v1.0, each call with the acting person's own token. */
export function graphDirectory(graph: Graph): Directory {
  return {
    people: (as, oids) => people(graph, as, oids),
    group: (as, id) => group(graph, as, id),
    members: (as, id) => members(graph, as, id),
  };
}

async function people(graph: Graph, as: Actor, oids: string[]): Promise<DirectoryPerson[]> {
  const asked = [...new Set(oids.map((oid) => oid.toLowerCase()))];
  const found = await Promise.all(chunks(asked, IDS_AT_ONCE).map((ids) => batch(graph, as, ids)));
  return found.flat();
}

/**
 * Where the person may read basic profiles alone, asking for more may be refused: then that is what is asked.
 * https://learn.microsoft.com/graph/api/user-list
 */
async function batch(graph: Graph, as: Actor, ids: string[]): Promise<DirectoryPerson[]> {
  const listed = ($select: string) => {
    const $filter = `id in (${ids.map(literal).join(',')})`;
    return rows(graph, as, addressOf(graph.graphUrl, pathOf('/v1.0/users'), { $filter, $select }));
  };
  try {
    return peopleIn(await listed(PERSON));
  } catch (error) {
    if (isRefused(error)) return peopleIn(await listed(BASIC));
    throw error;
  }
}

/** `undefined`: there is no such group, or not for this person. */
async function group(graph: Graph, as: Actor, id: string): Promise<{ id: string; name: string } | undefined> {
  const address = addressOf(graph.graphUrl, pathOf('/v1.0/groups', id), { $select: 'id,displayName' });
  try {
    return groupIn((await read(graph, as, { address })).body);
  } catch (error) {
    if (isRefused(error) || (error instanceof PimError && error.code === 'notFound')) return undefined;
    throw error;
  }
}

/**
 * Transitive members that are people: the first 100, with the number of those seen (one page more is not read).
 * https://learn.microsoft.com/graph/api/group-list-transitivemembers
 */
async function members(graph: Graph, as: Actor, id: string): ReturnType<Directory['members']> {
  const path = pathOf('/v1.0/groups', id, 'transitiveMembers', 'microsoft.graph.user');
  const query = { $top: String(MOST_MEMBERS), $select: PERSON, $count: 'true' };
  let total: number | undefined;
  const get = async (address: Address) => {
    const answer = await read(graph, as, { address, headers: ADVANCED });
    total ??= countIn(answer.body);
    return answer;
  };
  try {
    const listing = { service: graph.graphUrl, first: addressOf(graph.graphUrl, path, query), get };
    const found = peopleIn(await rowsOf({ ...listing, enough: MOST_MEMBERS }));
    return { people: found.slice(0, MOST_MEMBERS), total: Math.max(total ?? 0, found.length), hidden: false };
  } catch (error) {
    if (isRefused(error)) return { people: [], total: 0, hidden: true };
    throw error;
  }
}

function rows(graph: Graph, as: Actor, first: Address): Promise<unknown[]> {
  return rowsOf({ service: graph.graphUrl, first, get: (address) => read(graph, as, { address }) });
}

function peopleIn(values: unknown[]): DirectoryPerson[] {
  return values.map(personIn).filter((person) => person !== undefined);
}

function countIn(body: unknown): number | undefined {
  const count = (body as { '@odata.count'?: unknown } | undefined)?.['@odata.count'];
  return typeof count === 'number' ? count : undefined;
}

function isRefused(error: unknown): boolean {
  return error instanceof PimError && error.code === 'notAllowed';
}
