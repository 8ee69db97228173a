import { make, newId } from '../../dom.mjs';
import { searchField } from './search.mjs';

const LEAST_TYPED = 3;
const UNCHOSEN = 'Choose one';

/** What each kind of field is made of: what is seen, what takes the keyboard, and what is in it. */
const KINDS = {
  plain_text_input: ({ element, first = element.initial_value ?? '' }) => {
    const input = element.multiline
      ? make('textarea', { rows: 3 })
      : make('input', { type: 'text', autocomplete: 'off' });
    if (element.max_length) input.maxLength = element.max_length;
    input.placeholder = element.placeholder?.text ?? '';
    input.value = first;
    return { seen: input, input, value: () => input.value };
  },
  static_select: ({ element, first = element.initial_option?.value ?? '', onChoose }) => {
    const input = make('select');
    const empty = make('option', { value: '', text: element.placeholder?.text ?? UNCHOSEN });
    input.append(
      empty,
      ...(element.options ?? []).map(optionOf),
      ...(element.option_groups ?? []).map(group),
    );
    input.value = first;
    input.onchange = () => onChoose?.();
    return { seen: input, input, value: () => input.value };
  },
  external_select: ({ element, first = element.initial_option, ask, onChoose }) => {
    const { element: seen, ...field } = searchField({
      placeholder: element.placeholder?.text ?? UNCHOSEN,
      least: element.min_query_length ?? LEAST_TYPED,
      first,
      ask: (query) => ask(element.action_id, query),
      onPick: () => onChoose?.(),
    });
    return { seen, ...field };
  },
};

const optionOf = ({ text, value }) => make('option', { value, text: text.text });
const group = ({ label, options }) =>
  make('optgroup', { label: label.text, children: options.map(optionOf) });

export const isField = ({ type }) => Object.hasOwn(KINDS, type);

/**
 * A field of a block. `first` is what a person had put there, `onChoose()` is for one that tells the bot at once.
 * `held()` is what to give the next drawing as `first`: undefined while it is as the bot made it.
 */
export function fieldOf({ block, element }, { first, ask, onChoose, label }) {
  const made = KINDS[element.type]({ element, first, ask, onChoose });
  const { input, seen } = made;
  const atFirst = made.value();
  const required = block.type === 'input' && block.optional !== true;
  if (required) input.setAttribute('aria-required', 'true');
  if (label) input.setAttribute('aria-label', label);
  const wrong = make('p', { cls: 'sk-wrong', id: newId('wrong'), role: 'alert' });
  const clear = () => {
    wrong.remove();
    input.removeAttribute('aria-invalid');
    describe(input, block.hint && input.dataset.hint);
  };
  input.addEventListener('input', clear);
  input.addEventListener('change', clear);
  return {
    block,
    element,
    input,
    seen,
    required,
    value: made.value,
    held() {
      if (first === undefined && made.value() === atFirst) return undefined;
      return made.chosen ? made.chosen() : made.value();
    },
    clear,
    /** Says beside it what is wrong with what is in it. */
    say(words) {
      clear();
      wrong.textContent = words;
      seen.after(wrong);
      input.setAttribute('aria-invalid', 'true');
      describe(input, wrong.id);
    },
  };
}

/** The words above a field, the field, and the words below it. */
export function labelled(field) {
  const { block, input, seen, required } = field;
  input.id = newId('field');
  const mark = required
    ? make('span', { cls: 'sk-required', 'aria-hidden': true, text: ' *' })
    : make('span', { cls: 'sk-optional', text: ' (optional)' });
  const label = make('label', { for: input.id, children: [block.label.text, mark] });
  const parts = [label, seen];
  if (block.hint) {
    const hint = make('p', { cls: 'sk-hint', id: newId('hint'), text: block.hint.text });
    input.dataset.hint = hint.id;
    describe(input, hint.id);
    parts.push(hint);
  }
  return make('div', { cls: 'sk-input', children: parts });
}

function describe(input, id) {
  if (id) input.setAttribute('aria-describedby', id);
  else input.removeAttribute('aria-describedby');
}
