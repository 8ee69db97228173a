import { namesDirectory } from '../pim/places.js';
import type { Place, Subject } from '../views/facts.js';
import type { Phrases } from './phrases.js';
import type { Pieces } from './words.js';

/** A name that comes from the tenant, inside a sentence of ours. */
export interface Name {
  name: string;
}

const named = (name: string): Name => ({ name });

/**
 * Kind and parents: "Key vault in rg-payments, Contoso Production". `all` names every parent, for whoever decides;
 * else a resource has its two nearest, the rest one.
 */
export function placeWords(subject: Subject, phrases: Phrases, all = false): Pieces<Name> {
  const { place } = subject;
  const kind = kindOf(subject, phrases);
  if (!hasParents(place)) return [kind];
  return inside(kind + phrases.places.within, place.within.slice(0, all ? undefined : parentsShown(place)));
}

/** The same for a row that says more beside it: "In Contoso Dev", "Whole subscription", "Directory role". */
export function placeWordsShort(subject: Subject, phrases: Phrases): Pieces<Name> {
  const { place } = subject;
  const { places } = phrases;
  if (hasParents(place)) return inside(places.withinShort, place.within.slice(0, parentsShown(place)));
  if (place.kind === 'group') return [places.groupShort];
  if (subject.realm === 'entra') return [places.directoryShort];
  return [kindOf(subject, phrases)];
}

/** Role and place as a title: "Owner on rg-payments", "Member of Engineers", "User Administrator in the directory". */
export function subjectWords(subject: Subject, { places }: Phrases): Pieces<Name> {
  const role = named(roleName(subject, places));
  const place = named(placeName(subject, places));
  if (isAzureRoot(subject)) return places.roleOn(role, place);
  switch (subject.place.kind) {
    case 'directory':
      return places.roleInDirectory(role);
    case 'administrativeUnit':
      return places.roleInUnit(role, place);
    case 'application':
      return places.roleForApplication(role, place);
    case 'group':
      return places.roleOf(role, place);
    default:
      return places.roleOn(role, place);
  }
}

/** The same of names as they were typed, which may be of nothing that there is. */
export function typedWords(
  { role, scope }: { role?: string; scope?: string },
  { places }: Phrases,
): Pieces<Name> {
  if (role === undefined || scope === undefined) return [named(role ?? scope ?? '')];
  if (namesDirectory(scope)) return places.roleInDirectory(named(role));
  const isMember = role.toLowerCase() === places.member.toLowerCase();
  return (isMember ? places.roleOf : places.roleOn)(named(role), named(scope));
}

/** ARM's scope `/`: above every management group, and without a name of its own. */
const isAzureRoot = ({ realm, place }: Subject): boolean => realm === 'azure' && place.kind === 'directory';

/** What the place is called. */
const placeName = (subject: Subject, { azureRoot }: Phrases['places']): string =>
  isAzureRoot(subject) ? azureRoot : subject.place.name;

/** PIM calls the two roles of a group `member` and `owner`. */
export function roleName(subject: Subject, { member, owner }: Phrases['places']): string {
  if (subject.place.kind !== 'group') return subject.role;
  const role = subject.role.toLowerCase();
  if (role === 'member') return member;
  return role === 'owner' ? owner : subject.role;
}

/** The words without marks between ours and the names. */
export const plain = (words: Pieces<Name>): string =>
  words.map((word) => (typeof word === 'string' ? word : word.name)).join('');

function kindOf(subject: Subject, { places }: Phrases): string {
  const { place, role } = subject;
  if (isAzureRoot(subject)) return places.azureRootKind;
  if (place.kind === 'group') return role.toLowerCase() === 'owner' ? places.asOwner : places.asMember;
  if (place.kind !== 'resource') return places[place.kind];
  const type = place.resourceType?.toLowerCase() ?? '';
  return (Object.hasOwn(places.resourceTypes, type) && places.resourceTypes[type]) || places.resource;
}

/** True for places that are known by what contains them. */
export const hasParents = ({ kind, within }: Place): boolean =>
  (kind === 'resourceGroup' || kind === 'resource') && within.length > 0;

const parentsShown = ({ kind }: Place): number => (kind === 'resource' ? 2 : 1);

function inside(before: string, parents: string[]): Pieces<Name> {
  return parents.flatMap((parent, index) => [index === 0 ? before : ', ', named(parent)]);
}
