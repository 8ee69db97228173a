import { timeIn } from '../clock.mjs';
import { face, make } from '../dom.mjs';
import { busy, isBusy } from '../working.mjs';
import { drawCard } from './card.mjs';

/**
 * One message on the page. `update` draws it again and keeps what is being typed in its card;
 * `act(press)` is called for a button, and what it throws is shown below the card.
 */
export function messageView({ message, person, theme, act }) {
  const own = message.from === person.id;
  const element = make('article', { cls: own ? 'own' : 'said', tabindex: -1 });
  let shown = message;
  let drawn;
  const pressed = async (press, button) => {
    if (isBusy(drawn.element)) return;
    element.querySelector('.trouble')?.remove();
    const rest = busy(drawn.element, button);
    try {
      await act(press);
    } catch (error) {
      element.append(make('p', { cls: 'trouble', role: 'alert', text: error.message }));
    } finally {
      rest();
    }
  };
  const draw = ({ typed, opened }) => {
    const at = timeIn(person.zone, shown.at);
    element.setAttribute('aria-label', `${own ? person.name : 'pim-bot'}, ${at}`);
    element.replaceChildren(heading(shown, { own, at, zone: person.zone }));
    if (shown.text) element.append(make('p', { cls: 'bubble', text: shown.text }));
    drawn = shown.card
      ? drawCard(shown.card, { theme: theme(), typed, opened, onPress: pressed })
      : undefined;
    if (drawn) element.append(drawn.element);
  };
  draw({ typed: {}, opened: [] });
  return {
    element,
    at: message.at,
    update(next, { anyway = false } = {}) {
      const same = JSON.stringify([next.text, next.card]) === JSON.stringify([shown.text, shown.card]);
      if (same && !anyway) return false;
      const inside = element.contains(document.activeElement);
      const held = drawn?.focus.held();
      const kept = { typed: drawn?.typed() ?? {}, opened: drawn?.opened() ?? [] };
      shown = next;
      draw(kept);
      if (inside && !(held && drawn?.focus.restore(held))) element.focus({ preventScroll: true });
      return true;
    },
    redraw() {
      this.update(shown, { anyway: true });
    },
  };
}

function heading(message, { own, at, zone }) {
  if (own) return make('p', { cls: 'from', text: at });
  const parts = [face('pb', { bot: true }), make('b', { text: 'pim-bot' }), make('span', { text: at })];
  const changed = message.changedAt && timeIn(zone, message.changedAt);
  if (changed && changed !== at) parts.push(make('span', { cls: 'changed', text: `changed ${changed}` }));
  return make('p', { cls: 'from', children: parts });
}
