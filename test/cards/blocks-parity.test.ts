import type { Frame, View } from '../../bot/views/views.js';
import { drawAdaptive } from '../../cards/adaptive.js';
import { type Block, drawBox, drawMessage, drawModal } from '../../cards/blocks.js';
import { isPlain } from '../../cards/text.js';
import { actionsOf, extract, inputsOf, nodesOf, ofType } from './extract.js';
import { extractBlocks, readable, splitWords, wordsOf } from './extract-blocks.js';
import { named } from './samples.js';
import { frame } from './tenant.js';

const carded = named.filter(([, view]) => !isPlain(view));

/** A message, and behind it the window of its hidden part without the title that the button has too. */
function drawn(view: View, at: Frame = frame): { blocks: Block[]; box: Block[] } {
  return { blocks: drawMessage(view, at).blocks, box: drawBox(view, at)?.blocks.slice(1) ?? [] };
}

/** Where the list fills itself while one types, no button searches. */
const searchedByTyping = (blocks: Block[]) => ofType(blocks, 'external_select').length > 0;
const isSearch = (id: unknown) => String(id).endsWith('.search');

describe.each(carded)('%s', (_, view) => {
  const card = drawAdaptive(view, frame);
  const { blocks, box } = drawn(view);
  const typed = searchedByTyping(blocks);

  test('has the facts of the card, each value behind its label', () => {
    const tidy = (text: string) => text.replace(/[\s:]+/g, ' ');
    const text = tidy(
      readable([...blocks, ...box])
        .join('\n')
        .replace(/^[>-] /gm, '')
        .replaceAll('*', ''),
    );
    for (const [label, value] of extract(card).facts) expect(text).toContain(tidy(`${label} ${value}`));
  });

  test('has the words of the card, and no others', () => {
    const shown = nodesOf(card.body).flatMap(({ type, text, title, label, verb }) => {
      const isText = type === 'TextBlock' || type === 'TextRun';
      const hidden = isText ? undefined : typed && isSearch(verb) ? undefined : (title ?? label);
      return [isText ? text : hidden].filter((one): one is string => typeof one === 'string');
    });
    expect([...wordsOf(blocks), ...wordsOf(box)].sort()).toEqual(splitWords(shown).sort());
  });

  test('asks and offers the same, in the same order', () => {
    const { title, inputs, actions } = extract(card);
    const offered = typed ? actions.filter((id) => !isSearch(id)) : actions;
    expect(extractBlocks(blocks)).toEqual({ title, inputs, actions: offered });
  });

  test('asks with the same limits, values and choices', () => {
    const asked = ofType(blocks, 'input').map(({ element, optional }) => {
      const { action_id, max_length, initial_value, initial_option, multiline, options } = element as Record<
        string,
        unknown
      >;
      const value = initial_value ?? (initial_option as { value: string } | undefined)?.value ?? '';
      const choices = (options as { value: string }[] | undefined)?.map((one) => one.value);
      return [action_id, value, max_length, optional !== true, multiline === true, choices];
    });
    const wanted = inputsOf(card).map(({ id, value, maxLength, isRequired, isMultiline, choices, type }) => [
      id,
      value ?? '',
      maxLength,
      isRequired === true || type === 'Input.ChoiceSet',
      isMultiline === true,
      (choices as { value: string }[] | undefined)?.map((one) => one.value),
    ]);
    expect(asked).toEqual(typed ? wanted.filter(([id]) => id !== 'find') : wanted);
  });

  test('marks the main button, and no other', () => {
    const marked = ofType(blocks, 'button').flatMap(({ style, action_id }) =>
      style ? [[style, action_id]] : [],
    );
    const positive = actionsOf(card).filter(({ style }) => style === 'positive');
    expect(marked).toEqual(positive.map(({ id }) => ['primary', id]));
  });

  test('asks the same in a window, which is sent by what answers', () => {
    const window = drawModal(view, frame, { externalId: 'w-1' });
    const { action } = JSON.parse(window.private_metadata ?? '') as { action?: string };
    const { inputs, actions } = extractBlocks(blocks);
    expect(extractBlocks(window.blocks)).toMatchObject({
      inputs,
      actions: actions.filter((id) => id !== action),
    });
    const sends = actionsOf(card).find(({ verb }) => verb === action);
    if (action) expect([window.submit?.text, sends?.associatedInputs]).toEqual([sends?.title, undefined]);
  });
});

test('a link to sign in stands where the platform has one', () => {
  const signInUrl = 'https://login.example/start';
  const link = (view: View) =>
    ofType(drawMessage(view, frame, { signInUrl }).blocks, 'button').filter(({ url }) => url !== undefined);
  for (const [, view] of carded) {
    const urls = ofType(drawAdaptive(view, frame, { signInUrl }), 'Action.OpenUrl');
    expect(link(view).map(({ url, text }) => [url, (text as { text: string }).text])).toEqual(
      urls.map(({ url, title }) => [url, title]),
    );
    for (const button of link(view))
      expect(button).toMatchObject({ action_id: 'signin.open', style: 'primary' });
  }
});

test('a sentence goes without blocks', () => {
  for (const [, view] of named.filter(([, one]) => isPlain(one))) {
    const { text, blocks } = drawMessage(view, frame);
    expect(text).toMatch(/^\S.*\.$/);
    expect(blocks).toEqual([]);
  }
});
