import { icon, make, newId } from '../dom.mjs';
import { beside } from './popup.mjs';

/** A button that opens a menu of a few entries: `[{words, pick}]`. */
export function menuButton({ name, title, drawing, cls, entries }) {
  const id = newId('menu');
  const button = make('button', {
    cls,
    type: 'button',
    title,
    'aria-label': name,
    'aria-haspopup': 'menu',
    'aria-expanded': false,
    'aria-controls': id,
    children: [icon(drawing)],
  });
  const items = entries.map(({ words, pick }) => {
    const item = make('button', { type: 'button', role: 'menuitem', tabindex: -1, text: words });
    item.onclick = () => {
      close(true);
      pick();
    };
    return item;
  });
  const menu = make('div', { cls: 'sk-menu', id, role: 'menu', 'aria-label': name, children: items });
  menu.hidden = true;
  const element = make('span', { cls: 'sk-menu-place', children: [button, menu] });
  let held;

  function open() {
    menu.hidden = false;
    button.setAttribute('aria-expanded', 'true');
    held = beside(menu, button);
    items[0].focus({ preventScroll: true });
    document.addEventListener('pointerdown', away);
  }
  function close(back) {
    if (menu.hidden) return;
    menu.hidden = true;
    button.setAttribute('aria-expanded', 'false');
    held.stop();
    document.removeEventListener('pointerdown', away);
    if (back) button.focus({ preventScroll: true });
  }
  const away = ({ target }) => {
    if (!element.contains(target)) close(false);
  };
  button.onclick = () => (menu.hidden ? open() : close(true));
  menu.onkeydown = (event) => {
    const at = items.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (to !== undefined) items.at(to % items.length).focus();
    else if (event.key === 'Escape' || event.key === 'Tab') close(true);
    if (to === undefined && event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
  };
  return element;
}
