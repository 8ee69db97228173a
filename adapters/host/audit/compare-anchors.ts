import type { Seal } from '../../../bot/state.js';
import type { Anchor } from './anchor.js';
import type { Finding } from './findings.js';
import { compareIds } from './lines.js';

/** Holds one tenant's anchors against its seals as they come by, in order. */
export function compareAnchors(anchors: Anchor[]) {
  const open = new Map<string, Anchor[]>();
  for (const anchor of anchors) open.set(anchor.id, [...(open.get(anchor.id) ?? []), anchor]);
  let remade: Finding | undefined;
  return {
    count: anchors.length,
    see({ id, count, hash }: Seal) {
      const wrong = open.get(id)?.find((anchor) => anchor.hash !== hash || anchor.count !== count);
      open.delete(id);
      // The first one says it: every later seal was made anew too.
      if (wrong) remade ??= { kind: 'remade', count, id, at: wrong.at };
    },
    /** `last`: the end of the chain. `others`: what was found without anchors; what it explains is not told again. */
    end(last: Seal | undefined, others: Finding[]): Finding[] {
      const missing = [...open.values()].flat().filter(({ count }) => !isTold(count, others));
      const cut = missing.reduce<Anchor | undefined>(
        (latest, one) => (latest && compareIds(latest.id, one.id) >= 0 ? latest : one),
        undefined,
      );
      return [...(remade ? [remade] : []), ...(cut ? [cutAt(cut, last)] : [])];
    },
  };
}

const isTold = (count: number, findings: Finding[]): boolean =>
  findings.some((one) => one.kind === 'gap' && one.from <= count && count <= one.to);

function cutAt({ id, count, at }: Anchor, last?: Seal): Finding {
  const end = last?.count ?? 0;
  const after = !last || compareIds(last.id, id) < 0;
  return { kind: 'cut', count, id, at, end, lost: after ? Math.max(1, count - end) : 0 };
}
