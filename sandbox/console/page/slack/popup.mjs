const GAP = 4;
const EDGE = 8;

/**
 * Puts a list beside what opens it, below it or where its pane has more room above, and keeps it there while anything
 * scrolls: it is fixed, so that no part that scrolls cuts it off. Gives the ways to place it again and to stop.
 */
export function beside(popup, anchor, { wide = false } = {}) {
  const place = () => {
    if (!anchor.isConnected) return stop();
    const at = anchor.getBoundingClientRect();
    const pane = anchor.closest('.chat').getBoundingClientRect();
    const room = { below: pane.bottom - at.bottom - GAP - EDGE, above: at.top - pane.top - GAP - EDGE };
    const below = room.below >= Math.min(popup.scrollHeight, 220) || room.below >= room.above;
    popup.style.maxHeight = `${Math.min(300, below ? room.below : room.above)}px`;
    if (wide) popup.style.minWidth = `${Math.min(Math.max(at.width, 280), pane.width - 2 * EDGE)}px`;
    popup.style.maxWidth = `${pane.width - 2 * EDGE}px`;
    const left = Math.min(at.left, pane.right - EDGE - popup.offsetWidth);
    popup.style.left = `${Math.max(pane.left + EDGE, left)}px`;
    popup.style.top = below ? `${at.bottom + GAP}px` : `${at.top - GAP - popup.offsetHeight}px`;
  };
  const stop = () => {
    removeEventListener('scroll', place, { capture: true });
    removeEventListener('resize', place);
  };
  place();
  addEventListener('scroll', place, { capture: true, passive: true });
  addEventListener('resize', place);
  return { place, stop };
}
