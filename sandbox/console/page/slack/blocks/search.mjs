import { make, newId, tell } from '../../dom.mjs';
import { beside } from '../popup.mjs';

const PAUSE_MS = 150;

/**
 * A field that the bot fills while one types. `ask(query)` gives its options; `onPick()` is called when
 * one is picked. Arrows move through the list, Enter picks, Escape closes it.
 */
export function searchField({ placeholder, least, first, ask, onPick }) {
  const id = newId('options');
  const input = make('input', {
    type: 'text',
    role: 'combobox',
    autocomplete: 'off',
    placeholder,
    'aria-autocomplete': 'list',
    'aria-expanded': false,
    'aria-controls': id,
  });
  const list = make('div', { id, role: 'listbox', 'aria-label': placeholder });
  const note = make('p', { cls: 'sk-note' });
  const popup = make('div', { cls: 'sk-options', children: [note, list] });
  const element = make('div', { cls: 'sk-search', children: [input, popup] });
  popup.hidden = true;
  let chosen = first;
  let active = -1;
  let asked = 0;
  let timer;
  let held;
  input.value = wordsOf(chosen);

  const rows = () => [...list.querySelectorAll('[role=option]')];
  function open() {
    if (!popup.hidden) return;
    element.scrollIntoView({ block: 'nearest', behavior: 'instant' });
    popup.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    held = beside(popup, input, { wide: true });
    search();
  }
  function close() {
    if (popup.hidden) return;
    popup.hidden = true;
    asked += 1;
    clearTimeout(timer);
    input.setAttribute('aria-expanded', 'false');
    mark(-1);
    held.stop();
  }
  function say(words) {
    note.textContent = words;
    note.hidden = words === '';
    held?.place();
  }
  function search() {
    clearTimeout(timer);
    const query = input.value === wordsOf(chosen) ? '' : input.value.trim();
    asked += 1;
    if (query.length < least) {
      list.replaceChildren();
      return say(`Type at least ${least} characters.`);
    }
    if (list.children.length === 0) say('Searching …');
    timer = setTimeout(() => void fill(query, asked), PAUSE_MS);
  }
  async function fill(query, turn) {
    try {
      const { options = [], option_groups: groups = [] } = await ask(query);
      if (turn !== asked) return;
      const found = [...options, ...groups.flatMap((group) => group.options)];
      list.replaceChildren(...found.map(rowOf));
      say(found.length === 0 ? 'No result' : '');
      tell(found.length === 1 ? '1 result' : `${found.length || 'No'} results`);
    } catch (error) {
      if (turn !== asked) return;
      list.replaceChildren();
      say(error.message);
    }
    mark(-1);
    held.place();
  }
  function rowOf(option) {
    const parts = [make('span', { text: wordsOf(option) })];
    if (option.description) parts.push(make('span', { cls: 'sk-below', text: option.description.text }));
    const row = make('div', { id: newId('option'), role: 'option', 'aria-selected': false, children: parts });
    row.onclick = () => pick(option);
    row.option = option;
    return row;
  }
  function mark(index) {
    active = index;
    for (const [at, row] of rows().entries()) row.setAttribute('aria-selected', String(at === index));
    const row = rows()[index];
    if (row) input.setAttribute('aria-activedescendant', row.id);
    else input.removeAttribute('aria-activedescendant');
    row?.scrollIntoView({ block: 'nearest' });
  }
  function pick(option) {
    chosen = option;
    input.value = wordsOf(option);
    close();
    onPick();
  }

  input.onclick = open;
  input.oninput = () => {
    if (input.value === '') chosen = undefined;
    if (popup.hidden) open();
    else search();
  };
  input.onblur = () => {
    close();
    input.value = wordsOf(chosen);
  };
  // The list is pressed without taking the keyboard from the field.
  popup.onpointerdown = (event) => event.preventDefault();
  popup.onmousedown = (event) => event.preventDefault();
  input.onkeydown = (event) => {
    const isOpen = !popup.hidden;
    const count = rows().length;
    const to = { ArrowDown: active + 1, ArrowUp: active < 0 ? count - 1 : active - 1 }[event.key];
    if (to !== undefined && !isOpen) open();
    else if (to !== undefined && count > 0) mark((to + count) % count);
    else if (event.key === 'Enter' && isOpen && active >= 0) pick(rows()[active].option);
    else if (event.key === 'Escape' && isOpen) close();
    else if (to === undefined && !(event.key === 'Enter' && isOpen)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return { element, input, value: () => chosen?.value ?? '', chosen: () => chosen };
}

const wordsOf = (option) => option?.text?.text ?? '';
