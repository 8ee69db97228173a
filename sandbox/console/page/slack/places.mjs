import { make, newId } from '../dom.mjs';

/**
 * The places of a person's Slack as tabs: `add({id, words, panel})`. `onPick(id)` is called when one is chosen, also
 * when it is the one that is shown.
 */
export function placeTabs({ label, onPick }) {
  const element = make('div', { cls: 'places', role: 'tablist', 'aria-label': label });
  const places = new Map();
  let shown;

  function name({ tab, words, fresh }) {
    const badge = make('span', { cls: 'new', text: `${fresh} new` });
    tab.replaceChildren(words, ...(fresh > 0 ? [badge] : []));
  }
  function pick(id) {
    shown = id;
    places.get(id).fresh = 0;
    for (const [other, place] of places) {
      const isShown = other === id;
      place.tab.setAttribute('aria-selected', String(isShown));
      place.tab.tabIndex = isShown ? 0 : -1;
      place.panel.hidden = !isShown;
      name(place);
    }
    onPick(id);
  }
  element.onkeydown = (event) => {
    const ids = [...places.keys()];
    const at = ids.indexOf(shown);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    pick(ids.at(to % ids.length));
    places.get(shown).tab.focus();
  };
  return {
    element,
    pick,
    shown: () => shown,
    focus: () => places.get(shown).tab.focus(),
    add({ id, words, panel }) {
      panel.id ||= newId('place');
      const tab = make('button', {
        type: 'button',
        role: 'tab',
        tabindex: -1,
        'aria-selected': false,
        'aria-controls': panel.id,
      });
      tab.onclick = () => pick(id);
      const place = { tab, words, panel, fresh: 0 };
      places.set(id, place);
      panel.hidden = true;
      name(place);
      element.append(tab);
    },
    /** Something came into a place; it is counted while another is shown. */
    came(id) {
      const place = places.get(id);
      if (id === shown || !place) return;
      place.fresh += 1;
      name(place);
    },
  };
}
