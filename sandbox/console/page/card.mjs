/* global AdaptiveCards */
const AC = AdaptiveCards;
AC.GlobalSettings.setTabIndexAtCardRoot = false;
AC.AdaptiveCard.onProcessMarkdown = (_text, result) => {
  result.didProcess = false;
};

const hosts = {};
for (const theme of ['light', 'dark']) hosts[theme] = await (await fetch(`look/${theme}.json`)).json();

/**
 * Draws a card as Teams would. `typed` (field id -> text) replaces the fields' own values.
 * `onPress({action, inputs}, button)` is called when a button for the bot is pressed and its fields are in order.
 */
export function drawCard(json, { theme, typed = {}, onPress }) {
  const card = new AC.AdaptiveCard();
  card.hostConfig = new AC.HostConfig(hosts[theme]);
  card.parse(withValues(json, typed));
  card.onExecuteAction = (action) => execute(card, action, onPress);
  const element = document.createElement('div');
  element.className = 'card';
  element.append(card.render() ?? fallback(json));
  // The renderer marks a required field of one line only.
  for (const field of element.querySelectorAll('textarea.ac-input-required'))
    field.setAttribute('aria-required', 'true');
  const first = typedIn(card);
  return { element, typed: () => changed(typedIn(card), first, typed), focus: focusOf(card) };
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
