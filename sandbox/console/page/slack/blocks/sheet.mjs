import { make } from '../../dom.mjs';
import { busy, isBusy } from '../../working.mjs';
import { drawBlocks } from './blocks.mjs';

/**
 * Blocks before a person, in a message or in a view: what is put into their fields stays while the fields do, a
 * pressed button waits for the answer, and what went wrong is told beside the field that it is about, else below.
 * `act({action, inputs})` and `ask(actionId, query)` call the sandbox; `whole` is the element that rests meanwhile;
 * `onLost()` is called when what held the keyboard is gone.
 */
export function sheet({ names, act, ask, whole, onLost }) {
  const body = make('div', { cls: 'sk-body' });
  const element = make('div', { cls: 'sk-sheet', children: [body] });
  let drawn;
  let shown;

  function calm() {
    drawn?.clear();
    element.querySelector(':scope > .trouble')?.remove();
  }

  function say(words) {
    element.querySelector(':scope > .trouble')?.remove();
    element.append(make('p', { cls: 'trouble', role: 'alert', text: words }));
  }

  function tellWrong({ code, message }) {
    const field = FIELD_CODES.has(code) && drawn.named(message);
    if (!field) return say(message);
    field.say(beside(message));
    field.input.focus();
  }

  /** What the bot itself says is wrong with what was sent. */
  function tellErrors(errors) {
    for (const [block, words] of Object.entries(errors)) drawn.ofBlock(block)?.say(words);
  }

  async function press(action, { button, url } = {}) {
    if (isBusy(whole)) return;
    if (/^https?:\/\//.test(url ?? '')) window.open(url, '_blank', 'noopener');
    calm();
    const rest = busy(whole, button);
    try {
      const answer = await act({ action, inputs: drawn.inputs() });
      tellErrors(answer?.response?.errors ?? {});
    } catch (error) {
      tellWrong(error);
    } finally {
      rest();
    }
  }

  return {
    element,
    press,
    say,
    kept: () => drawn?.kept() ?? {},
    first: () => drawn?.first(),
    show(blocks, kept = drawn?.kept() ?? {}) {
      const next = JSON.stringify(blocks);
      if (next === shown) return;
      shown = next;
      const inside = body.contains(document.activeElement);
      const held = drawn?.focus.held();
      drawn = drawBlocks(blocks, { kept, names, press, ask });
      body.replaceChildren(drawn.element);
      if (inside && !(held && drawn.focus.restore(held))) onLost();
    },
  };
}

/** The surface's words about one field, as they stand beside it. */
const beside = (message) => message.replace(/^"[^"]*" /, 'This ').replace(/^(This is required):.*/, '$1.');

const FIELD_CODES = new Set([
  'InputMissing',
  'InputTooShort',
  'InputTooLong',
  'InputInvalid',
  'ChoiceNotFound',
  'ChoiceMissing',
  'TooManyChosen',
]);
