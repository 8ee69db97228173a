import { type Item, ROWS } from '../cards.js';
import type { PressScene } from './flow.js';

/** One page of a list, and what stands behind the presses that lead to those beside it. */
export interface Page<T> {
  shown: T[];
  page: number;
  pages: number;
  items: Record<string, Item>;
}

/** The page that is wanted, or the nearest there is: a list may have become shorter. */
export function pageOf<T>(all: readonly T[], wanted = 1): Page<T> {
  const pages = Math.max(1, Math.ceil(all.length / ROWS));
  const page = Math.min(Math.max(1, wanted), pages);
  const beside = [page - 1, page + 1].filter((other) => other >= 1 && other <= pages);
  return {
    shown: all.slice((page - 1) * ROWS, page * ROWS),
    page,
    pages,
    items: Object.fromEntries(beside.map((other) => [`page${other}`, { kind: 'page', page: other }])),
  };
}

/** The page that a press leads to, in the same card; the first where that is not known any more. */
export const turnedTo = ({ item, card }: PressScene): { page: number; into: PressScene['card'] } => ({
  page: item?.kind === 'page' ? item.page : 1,
  into: card,
});
