import type { Frame } from '../../bot/views/views.js';
import type { Form, Sheet, TextField } from '../data/sheet.js';
import type { InputBlock, Option, SectionBlock } from './block.js';
import { plain, startOf, wellFormed } from './cut.js';
import { limits } from './limits.js';

/**
 * What is asked. A field's block and action have its name: Slack keeps what is typed while both stay the same.
 * https://docs.slack.dev/reference/views/modal-views
 */
export function fields({ duration, ticket, reason }: Form): InputBlock[] {
  return [
    ...(duration ? [durationField(duration)] : []),
    ...(ticket ? [textField(ticket.number), textField(ticket.system)] : []),
    ...(reason ? [textField(reason, true)] : []),
  ];
}

export function textField(
  { id, label, value = '', maxLength, error }: TextField,
  multiline = false,
): InputBlock {
  const most = Math.min(maxLength, limits.inputMaxLength);
  const initial = startOf(wellFormed(multiline ? value : value.replace(/\s+/g, ' ')), most);
  return {
    type: 'input',
    block_id: id,
    label: plain(label, limits.inputLabel),
    ...(error === undefined ? { optional: true } : {}),
    element: {
      type: 'plain_text_input',
      action_id: id,
      max_length: most,
      ...(initial ? { initial_value: initial } : {}),
      ...(multiline ? { multiline: true } : {}),
    },
  };
}

function durationField({ label, value, choices }: NonNullable<Form['duration']>): InputBlock {
  const options = choices
    .slice(0, limits.options)
    .map((choice): Option => ({ text: plain(choice.title, limits.optionText), value: choice.value }));
  const initial = options.find((option) => option.value === value);
  return {
    type: 'input',
    block_id: 'duration',
    label: plain(label, limits.inputLabel),
    element: {
      type: 'static_select',
      action_id: 'duration',
      options,
      ...(initial ? { initial_option: initial } : {}),
    },
  };
}

/**
 * A list that Slack fills while the reader types, and that acts as soon as something is picked. In a message its block
 * alone can tell of which card it is: `find:{card}:{version}`.
 */
export function suggesting({ field }: NonNullable<Sheet['find']>, { card, version }: Frame): SectionBlock {
  return {
    type: 'section',
    block_id: `find:${card}:${version}`,
    text: plain(field.label, limits.section),
    accessory: {
      type: 'external_select',
      action_id: field.id,
      placeholder: plain(field.label, limits.placeholder),
      min_query_length: 0,
    },
  };
}
