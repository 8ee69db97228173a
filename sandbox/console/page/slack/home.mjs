import { make } from '../dom.mjs';
import { busyLine } from '../frame.mjs';
import { sheet } from './blocks/sheet.mjs';

/** The bot's home page of a person. `open()` asks for it anew; `act(view, press)` and `ask(…)` call the sandbox. */
export function homePage({ label, names, open, act, ask }) {
  const warning = make('p', { cls: 'trouble', role: 'alert' });
  const trouble = make('p', { cls: 'trouble', role: 'alert' });
  const nothing = make('p', { cls: 'sk-context', text: 'pim-bot shows nothing here yet.' });
  const notes = make('div', { cls: 'home-notes' });
  const place = make('div', { cls: 'home-place' });
  const element = make('div', {
    cls: 'home',
    role: 'region',
    tabindex: 0,
    'aria-label': label,
    children: [notes, place],
  });
  const worked = sheet({
    names,
    whole: place,
    act: (press) => act({ viewId: view.id }, press),
    ask: (actionId, query) => ask({ viewId: view.id }, actionId, query),
    onLost: () => element.focus({ preventScroll: true }),
  });
  const busy = busyLine();
  let view;
  let opening = 0;

  function furnish() {
    const said = [...(opening > 0 && !view ? [busy] : []), ...(trouble.textContent ? [trouble] : [])];
    if (view?.warning) said.push(warning);
    if (!view && opening === 0 && said.length === 0) said.push(nothing);
    notes.replaceChildren(...said);
    if (view && !place.hasChildNodes()) place.append(worked.element);
  }
  return {
    element,
    show(next) {
      view = next;
      warning.textContent = next?.warning ?? '';
      if (next) worked.show(next.blocks);
      furnish();
    },
    async open() {
      opening += 1;
      trouble.textContent = '';
      furnish();
      try {
        await open();
      } catch (error) {
        trouble.textContent = error.message;
      } finally {
        opening -= 1;
        furnish();
      }
    },
  };
}
