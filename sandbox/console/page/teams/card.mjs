/* global AdaptiveCards */
const AC = AdaptiveCards;
AC.GlobalSettings.setTabIndexAtCardRoot = false;
AC.AdaptiveCard.onProcessMarkdown = (_text, result) => {
  result.didProcess = false;
};

const hosts = {};
for (const theme of ['light', 'dark']) hosts[theme] = await (await fetch(`look/${theme}.json`)).json();

/**
 * Draws a card as Teams would. `typed` (field id -> text) replaces the fields' own values, the parts in `opened` (ids)
 * are shown although the card hides them.
 * `onPress({action, inputs}, button)` is called when a button for the bot is pressed and its fields are in order.
 */
export function drawCard(json, { theme, typed = {}, opened = [], onPress }) {
  const card = new AC.AdaptiveCard();
  card.hostConfig = new AC.HostConfig(hosts[theme]);
  card.parse(withValues(json, typed));
  const hidden = hiddenIn(json).flatMap((id) => card.getElementById(id) ?? []);
  for (const part of hidden) if (opened.includes(part.id)) part.isVisible = true;
  card.onExecuteAction = (action) => execute(card, action, onPress);
  const element = document.createElement('div');
  element.className = 'card';
  element.append(card.render() ?? fallback(json));
  mend(element);
  const first = typedIn(card);
  return {
    element,
    typed: () => changed(typedIn(card), first, typed),
    opened: () => hidden.filter((part) => part.isVisible).map((part) => part.id),
    focus: focusOf(card),
  };
}

let drawings = 0;

/**
 * What the renderer leaves out: it marks a required field of one line only, marks a wrong one by colour alone, and
 * gives parts of each card the ids that the card gives them, so that two cards of a kind share them.
 */
function mend(element) {
  for (const field of element.querySelectorAll('textarea.ac-input-required'))
    field.setAttribute('aria-required', 'true');
  drawings += 1;
  const own = (id) => (id.startsWith('__ac-') ? id : `card-${drawings}-${id}`);
  for (const part of element.querySelectorAll('[id]')) part.id = own(part.id);
  for (const toggle of element.querySelectorAll('[aria-controls]'))
    toggle.setAttribute('aria-controls', toggle.getAttribute('aria-controls').split(' ').map(own).join(' '));
  const tellWrong = () => {
    for (const field of element.querySelectorAll('.ac-input'))
      field.setAttribute('aria-invalid', String(field.classList.contains('ac-input-validation-failed')));
  };
  // Its buttons keep their clicks to themselves, and check the fields after this.
  for (const event of ['click', 'input'])
    element.addEventListener(event, () => setTimeout(tellWrong), { capture: true });
}

function execute(card, action, onPress) {
  if (action instanceof AC.OpenUrlAction) {
    if (/^https?:/.test(action.url)) window.open(action.url, '_blank', 'noopener');
    return;
  }
  if (!(action instanceof AC.ExecuteAction)) return;
  const inputs = action.associatedInputs === 'none' ? {} : typedIn(card);
  onPress({ action: action.id ?? action.title, inputs }, action.renderedElement);
}

function typedIn(card) {
  const values = {};
  for (const input of card.getAllInputs())
    if (input.id && input.isSet()) values[input.id] = String(input.value);
  return values;
}

/** What a person wrote: what differs from the card's own values, or was theirs before. */
function changed(values, first, before) {
  const ids = new Set([...Object.keys(values), ...Object.keys(first)]);
  const theirs = [...ids].filter((id) => values[id] !== first[id] || id in before);
  return Object.fromEntries(theirs.map((id) => [id, values[id] ?? '']));
}

function withValues(json, typed) {
  if (Array.isArray(json)) return json.map((item) => withValues(item, typed));
  if (typeof json !== 'object' || json === null) return json;
  const copy = Object.fromEntries(
    Object.entries(json).map(([key, value]) => [key, withValues(value, typed)]),
  );
  if (String(copy.type).startsWith('Input.') && copy.id in typed) copy.value = typed[copy.id];
  return copy;
}

/** Ids of the parts that a button opens. */
function hiddenIn(json) {
  if (typeof json !== 'object' || json === null) return [];
  const own = json.isVisible === false && json.id ? [json.id] : [];
  return [...own, ...Object.values(json).flatMap(hiddenIn)];
}

/** Where the cursor is, and how to put it back into another drawing of the card. */
function focusOf(card) {
  const fieldOf = (input) => input.renderedElement?.querySelector('textarea, input, select');
  return {
    held() {
      const input = card.getAllInputs().find((one) => one.renderedElement?.contains(document.activeElement));
      if (!input) return undefined;
      const { selectionStart, selectionEnd } = document.activeElement;
      return { id: input.id, selectionStart, selectionEnd };
    },
    restore({ id, selectionStart, selectionEnd }) {
      const input = card.getAllInputs().find((one) => one.id === id);
      const field = input && fieldOf(input);
      field?.focus({ preventScroll: true });
      if (field && typeof selectionStart === 'number')
        field.setSelectionRange?.(selectionStart, selectionEnd);
      return Boolean(field);
    },
  };
}

function fallback(json) {
  const words = document.createElement('p');
  words.className = 'bubble';
  words.textContent = json?.fallbackText ?? 'This card cannot be drawn.';
  return words;
}
