import { $, make } from './dom.mjs';

/** Chats side by side where there is room, else one at a time under tabs; and the keys to move between them. */
export function startTabs(chats) {
  const row = $('.tabs');
  const narrow = matchMedia('(max-width: 1100px)');
  const fresh = chats.map(() => 0);
  let shown = 0;
  const tabs = chats.map((chat, index) => {
    const tab = make('button', {
      type: 'button',
      role: 'tab',
      id: `tab-${index + 1}`,
      'aria-controls': chat.pane.id,
    });
    tab.onclick = () => pick(index);
    return tab;
  });
  row.append(...tabs);

  function name(index) {
    const first = chats[index].person()?.name.split(' ')[0] ?? '';
    const count = fresh[index];
    tabs[index].replaceChildren(
      first,
      ...(count ? [make('span', { cls: 'new', text: `${count} new` })] : []),
    );
  }
  function pick(index) {
    shown = index;
    fresh[index] = 0;
    for (const [i, tab] of tabs.entries()) {
      tab.setAttribute('aria-selected', String(i === index));
      tab.tabIndex = i === index ? 0 : -1;
      chats[i].pane.hidden = narrow.matches && i !== index;
      if (narrow.matches) chats[i].pane.setAttribute('role', 'tabpanel');
      else chats[i].pane.removeAttribute('role');
      name(i);
    }
    for (const chat of chats) if (!chat.pane.hidden) chat.place();
  }
  row.onkeydown = (event) => {
    const to = { ArrowRight: shown + 1, ArrowLeft: shown - 1, Home: 0, End: chats.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    pick((to + chats.length) % chats.length);
    tabs[shown].focus();
  };
  narrow.onchange = () => pick(shown);
  // F6 and Shift+F6 lead to the next chat's line, Escape to the line of this chat.
  document.addEventListener('keydown', (event) => {
    const here = chats.findIndex((chat) => chat.pane.contains(document.activeElement));
    if (event.key === 'Escape' && here >= 0) chats[here].focus();
    if (event.key !== 'F6') return;
    event.preventDefault();
    const from = here < 0 && event.shiftKey ? 0 : here;
    const next = (from + (event.shiftKey ? -1 : 1) + chats.length) % chats.length;
    pick(next);
    chats[next].focus();
  });
  return {
    pick,
    name,
    /** A message came into a chat; it is counted while the chat is hidden. */
    came(index) {
      if (!chats[index].pane.hidden) return;
      fresh[index] += 1;
      name(index);
    },
  };
}
