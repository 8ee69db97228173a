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
