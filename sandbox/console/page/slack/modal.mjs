import { face, make, newId, tell } from '../dom.mjs';
import { sheet } from './blocks/sheet.mjs';

/**
 * The window over a Slack pane. It is no `<dialog>`: that would lock the chats of the others, who go on beside it. What
 * lies under it in its own pane is inert, Tab stays in it, and Escape closes it. `act(view, press)` and
 * `ask(view, actionId, query)` call the sandbox, `under()` gives what it covers, `line()` leads back to the chat.
 */
export function modalLayer({ pane, names, act, ask, under, line }) {
  const titleId = newId('title');
  const title = make('h2', { id: titleId });
  const warning = make('p', { cls: 'trouble', role: 'alert' });
  const close = make('button', { cls: 'sk-button', type: 'button' });
  const submit = make('button', { cls: 'sk-button primary', type: 'submit' });
  const scroll = make('div', { cls: 'sk-scroll' });
  const form = make('form', {
    cls: 'sk-modal',
    role: 'dialog',
    tabindex: -1,
    novalidate: '',
    'aria-labelledby': titleId,
    children: [
      make('header', { children: [face('pb', { bot: true }), title] }),
      scroll,
      make('footer', { children: [close, submit] }),
    ],
  });
  const layer = make('div', { cls: 'sk-layer', children: [form] });
  /** What was typed in views under the one on top, by view. */
  const typed = new Map();
  let view;
  let worked;
  let before;
  let told;

  function show(next) {
    if (!next) return hide();
    const isNew = next.id !== view?.id;
    if (view && isNew) typed.set(view.id, worked.kept());
    if (!view) appear();
    view = next;
    if (isNew) worked = sheetFor(next.id);
    title.textContent = next.title ?? '';
    close.textContent = next.close ?? 'Cancel';
    submit.textContent = next.submit ?? '';
    submit.hidden = next.submit === undefined;
    warning.textContent = next.warning ?? '';
    warning.hidden = next.warning === undefined;
    worked.show(next.blocks, isNew ? typed.get(next.id) : undefined);
    if (isNew) scroll.replaceChildren(warning, worked.element);
    const head = scroll.querySelector('.sk-header, .sk-text')?.textContent ?? '';
    if (head !== told) tell(`${title.textContent}: ${head}`);
    told = head;
    enter();
  }

  const sheetFor = (id) =>
    sheet({
      names,
      whole: form,
      act: (press) => act({ viewId: id }, press),
      ask: (actionId, query) => ask({ viewId: id }, actionId, query),
      onLost: () => form.focus({ preventScroll: true }),
    });

  function appear() {
    const { activeElement } = document;
    before = pane.contains(activeElement) ? activeElement : undefined;
    pane.append(layer);
    for (const part of under()) part.inert = true;
    if (before || activeElement === document.body) form.focus({ preventScroll: true });
  }

  /** To the first field, unless the person is somewhere already. */
  function enter() {
    const first = worked.first();
    if (document.activeElement === form && first) first.focus({ preventScroll: true });
  }

  function hide() {
    if (!view) return;
    const had = layer.contains(document.activeElement) || document.activeElement === document.body;
    view = undefined;
    told = undefined;
    typed.clear();
    form.removeAttribute('aria-busy');
    layer.remove();
    for (const part of under()) part.inert = false;
    if (!had) return;
    if (before?.isConnected && before.getClientRects().length > 0) before.focus({ preventScroll: true });
    else line();
  }

  async function leave() {
    try {
      await act({ viewId: view.id }, { action: 'close', inputs: {} });
    } catch (error) {
      worked.say(error.message);
    }
  }

  close.onclick = () => void leave();
  form.onsubmit = (event) => {
    event.preventDefault();
    if (!submit.hidden) void worked.press('submit', { button: submit });
  };
  form.onkeydown = (event) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      void leave();
    } else if (event.key === 'Tab') stay(event);
  };

  /** Behind the last stop comes the first. */
  function stay(event) {
    const stops = [...form.querySelectorAll('button, input, textarea, select, a[href]')].filter(
      (node) => node.tabIndex >= 0 && node.getClientRects().length > 0,
    );
    const { activeElement } = document;
    const edge = event.shiftKey ? [stops[0], form] : [stops.at(-1)];
    if (!edge.includes(activeElement)) return;
    event.preventDefault();
    (event.shiftKey ? stops.at(-1) : stops[0]).focus();
  }

  return {
    show,
    isOpen: () => view !== undefined,
    focus() {
      (worked.first() ?? form).focus();
    },
    remove: () => layer.remove(),
  };
}
