import type { Block } from './block.js';
import { limits } from './limits.js';
import { shortened } from './rich.js';
import type { Rows } from './rows.js';

export type Surface = 'message' | 'view';

/** A drawing in three parts: only rows, in the middle, may go; buttons and foot never do. */
export interface Parts {
  top: Block[];
  lists: Rows[];
  bottom: Block[];
  /** Tells how many rows are not shown. */
  missing: (rows: number) => Block;
}

const BLOCKS: Record<Surface, number> = { message: limits.messageBlocks, view: limits.viewBlocks };
/** How much each rich text may hold, from as much as it likes to little, where a drawing is too long without any row. */
const LENGTHS = [limits.richText, 1500, 700, 300];

/** As many rows as the surface takes. */
export function fitted(parts: Parts, surface: Surface): Block[] {
  const total = parts.lists.reduce((sum, { rows }) => sum + rows.length, 0);
  for (const most of LENGTHS) {
    for (let shown = Math.min(total, BLOCKS[surface]); shown >= 0; shown -= 1) {
      const blocks = drawn(parts, { shown, total, most });
      if (fits(blocks, surface)) return blocks;
    }
  }
  return drawn(parts, { shown: 0, total, most: 0 });
}

function drawn(
  { top, lists, bottom, missing }: Parts,
  { shown, total, most }: { shown: number; total: number; most: number },
): Block[] {
  return [
    ...top.map((block) => (block.type === 'rich_text' ? shortened(block, most) : block)),
    ...firstRows(lists, shown),
    ...(shown < total ? [missing(total - shown)] : []),
    ...bottom,
  ].filter((block) => block.type !== 'rich_text' || block.elements.length > 0);
}

function firstRows(lists: Rows[], shown: number): Block[] {
  let left = shown;
  return lists.flatMap(({ title, rows }) => {
    const kept = rows.slice(0, left);
    left -= kept.length;
    return kept.length ? [...title, ...kept] : [];
  });
}

function fits(blocks: Block[], surface: Surface): boolean {
  if (blocks.length > BLOCKS[surface]) return false;
  const json = JSON.stringify(blocks);
  return surface === 'message' ? json.length <= limits.messageJson : bytesOf(json) <= limits.view - BESIDES;
}

/** Room for what a view holds besides its blocks: metadata, title, buttons. */
const BESIDES = 2 * limits.privateMetadata;

const bytesOf = (json: string): number => new TextEncoder().encode(json).length;
