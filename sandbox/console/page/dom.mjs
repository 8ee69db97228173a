/** The first match, below `from`. */
export const $ = (selector, from = document) => from.querySelector(selector);

export function make(tag, { cls, text, children = [], ...attributes } = {}) {
  const node = document.createElement(tag);
  if (cls) node.className = cls;
  if (text !== undefined) node.textContent = text;
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value));
  node.append(...children);
  return node;
}

/** A drawing of 20 by 20, for the eye alone. */
export function icon(path) {
  const drawing = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const line = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  drawing.setAttribute('viewBox', '0 0 20 20');
  drawing.setAttribute('class', 'icon');
  drawing.setAttribute('aria-hidden', 'true');
  line.setAttribute('d', path);
  drawing.append(line);
  return drawing;
}

let ids = 0;
/** An id that no other element has. */
export function newId(kind) {
  ids += 1;
  return `${kind}-${ids}`;
}

/** Says it to screen readers, once. */
export function tell(words) {
  $('#told').textContent = '';
  requestAnimationFrame(() => {
    $('#told').textContent = words;
  });
}

export const initials = (name) =>
  name
    .split(' ')
    .map((word) => word[0])
    .join('');

const COLOURS = ['#7a5230', '#2f6b5a', '#7b3f63', '#4a5f8a', '#5f6130', '#6b4a8a', '#5c5c5c'];

export function face(text, { index, bot } = {}) {
  const node = make('span', { cls: bot ? 'face bot' : 'face', text, 'aria-hidden': true });
  if (index !== undefined) node.style.background = COLOURS[index % COLOURS.length];
  return node;
}
