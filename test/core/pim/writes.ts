import { PimError } from '../../../bot/pim/errors.js';
import type { Activation } from '../../../bot/pim/requests.js';
import type { Offer } from '../world/cast.js';
import { checkRules, FIRST_FIVE, isOpen, type Row, type Standing, windowOf } from './rules.js';

/** What PIM has, and how it looks at it. */
export interface Book {
  rows: Map<string, Row>;
  offers: Offer[];
  eligible: string[];
  approversOf(offer: Offer): string[];
  standing(row: Row): Standing;
  /** Whether an open request for the same is looked for before one of the same name. */
  opensFirst(): boolean;
}

interface Place {
  role: { id: string };
  scope: { id: string };
}

/** Who writes, under what name, when. */
interface By {
  oid: string;
  name: string;
  at: number;
}

export const offerOf = ({ offers }: Book, { role, scope }: Place): Offer | undefined =>
  offers.find((offer) => offer.role.id === role.id && offer.scope.id === scope.id);

export const activations = ({ rows }: Book): Row[] =>
  [...rows.values()].filter((row) => row.action === 'activate');

const openFor = (book: Book, oid: string, place: Place): Row | undefined =>
  activations(book).find(
    (row) =>
      row.oid === oid &&
      row.activation.role.id === place.role.id &&
      row.activation.scope.id === place.scope.id &&
      isOpen(book.standing(row)),
  );

/** Throws PimError, as all of these. */
export function create(book: Book, { oid, name, at }: By, activation: Activation): Row {
  if (book.rows.has(name) && !book.opensFirst()) throw new PimError('nameTaken');
  const offer = offerOf(book, activation);
  if (!offer || !book.eligible.includes(oid))
    throw new PimError('rulesFailed', { rules: ['EligibilityRule'] });
  checkRules(offer, activation);
  const open = openFor(book, oid, activation);
  if (open) throw new PimError(book.standing(open) === 'waiting' ? 'alreadyPending' : 'alreadyActive');
  if (book.rows.has(name)) throw new PimError('nameTaken');
  const row: Row = { name, oid, action: 'activate', activation, createdAt: at };
  if (offer.policy.approval) row.approvers = book.approversOf(offer);
  else row.allowedAt = at;
  book.rows.set(name, row);
  return row;
}

export function revoke(book: Book, { oid, name, at }: By, held: Pick<Activation, 'role' | 'scope'>): Row {
  if (book.rows.has(name)) throw new PimError('nameTaken');
  const row = openFor(book, oid, held);
  if (!row || book.standing(row) !== 'active') throw new PimError('notActive');
  if (at < windowOf(row).start + FIRST_FIVE) throw new PimError('tooShort');
  row.revokedAt = at;
  const release: Row = { name, oid, action: 'release', activation: row.activation, createdAt: at };
  book.rows.set(name, release);
  return release;
}

export function withdraw(book: Book, row: Row | undefined, at: number): void {
  if (!row || (book.standing(row) !== 'waiting' && book.standing(row) !== 'scheduled'))
    throw new PimError('notCancellable');
  row.cancelledAt = at;
}

/** The first decision counts. */
export function settle(
  book: Book,
  row: Row | undefined,
  given: { by: { oid: string; name: string }; approve: boolean; reason: string; at: number },
): void {
  const { by, approve, reason, at } = given;
  if (!row?.approvers?.includes(by.oid) || row.oid === by.oid) throw new PimError('notAllowed');
  if (book.standing(row) !== 'waiting') throw new PimError('alreadyDecided');
  row.decision = { approved: approve, by, at, reason };
  if (approve) row.allowedAt = at;
}
