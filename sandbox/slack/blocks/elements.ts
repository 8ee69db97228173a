import { isJson, objectsIn, textOf } from '../json.js';
import { confirm, dispatch, flag, option, optionGroups, plain, words } from './parts.js';
import { type Check, kinds, list, matching, oneOf, shape, text, whole } from './schema.js';

/** https://docs.slack.dev/reference/block-kit/block-elements */

const own = { action_id: text(255) };
const field = { ...own, focus_on_load: flag };
const menu = { ...field, confirm, placeholder: plain(150) };
const typed = { ...field, placeholder: plain(150), dispatch_action_config: dispatch };
const fromList = { options: list(option(plain), 100), option_groups: optionGroups };
const several = { max_selected_items: whole(1, Number.MAX_SAFE_INTEGER) };
const LONGEST = 3_000;

const named = (type: string, required = {}, optional = {}): Check =>
  shape({ type: oneOf(type), ...required }, optional);

const ELEMENTS: Readonly<Record<string, Check>> = {
  button: named(
    'button',
    { text: plain(75) },
    {
      ...own,
      value: text(2_000, 0),
      url: text(3_000),
      style: oneOf('primary', 'danger'),
      confirm,
      accessibility_label: text(75),
    },
  ),
  overflow: named('overflow', { options: list(option(plain), 5) }, { ...own, confirm }),
  static_select: menuOf(named('static_select', {}, { ...menu, ...fromList, initial_option: option(plain) })),
  multi_static_select: menuOf(
    named(
      'multi_static_select',
      {},
      { ...menu, ...fromList, ...several, initial_options: list(option(plain), 100) },
    ),
  ),
  external_select: named(
    'external_select',
    {},
    { ...menu, min_query_length: whole(0, LONGEST), initial_option: option(plain) },
  ),
  multi_external_select: named(
    'multi_external_select',
    {},
    { ...menu, ...several, min_query_length: whole(0, LONGEST), initial_options: list(option(plain), 100) },
  ),
  radio_buttons: offered(
    named(
      'radio_buttons',
      { options: list(option(words), 10) },
      { ...field, confirm, initial_option: option(words) },
    ),
  ),
  checkboxes: offered(
    named(
      'checkboxes',
      { options: list(option(words), 10) },
      { ...field, confirm, initial_options: list(option(words), 10) },
    ),
  ),
  datepicker: named('datepicker', {}, { ...menu, initial_date: matching(/^\d{4}-\d\d-\d\d$/) }),
  timepicker: named(
    'timepicker',
    {},
    { ...menu, initial_time: matching(/^([01]\d|2[0-3]):[0-5]\d$/), timezone: text(255) },
  ),
  datetimepicker: named('datetimepicker', {}, { ...field, confirm, initial_date_time: whole(1e9, 1e10 - 1) }),
  plain_text_input: fitting(
    named(
      'plain_text_input',
      {},
      {
        ...typed,
        initial_value: text(LONGEST, 0),
        multiline: flag,
        min_length: whole(0, LONGEST),
        max_length: whole(1, LONGEST),
      },
    ),
  ),
  number_input: named(
    'number_input',
    { is_decimal_allowed: flag },
    { ...typed, initial_value: text(255), min_value: text(255), max_value: text(255) },
  ),
};

const menus = ['static_select', 'external_select', 'multi_static_select', 'multi_external_select'];
const either = ['radio_buttons', 'checkboxes', 'datepicker', 'timepicker', ...menus];

export const inSection = kindsOf(['button', 'overflow', ...either]);
export const inActions = kindsOf(['button', 'overflow', 'datetimepicker', ...either]);
export const inInput = kindsOf(['plain_text_input', 'number_input', 'datetimepicker', ...either]);

function kindsOf(names: string[]): Check {
  return kinds(Object.fromEntries(names.flatMap((name) => (ELEMENTS[name] ? [[name, ELEMENTS[name]]] : []))));
}

/** A menu has options or groups of them, not both and not neither. */
function menuOf(check: Check): Check {
  const both: Check = (value, at) =>
    isJson(value) && (value.options === undefined) === (value.option_groups === undefined)
      ? [{ at, words: 'must define either `options` or `option_groups`' }]
      : [];
  return offered((value, at) => [...check(value, at), ...both(value, at)]);
}

/** What is chosen at first is one of the options, in all its parts. */
function offered(check: Check): Check {
  return (value, at) => {
    const faults = check(value, at);
    if (faults.length > 0 || !isJson(value)) return faults;
    const groups = objectsIn(value.option_groups).flatMap((group) => objectsIn(group.options));
    const options = [...objectsIn(value.options), ...groups].map((one) => JSON.stringify(one));
    const first = [value.initial_option ?? [], value.initial_options ?? []].flat();
    return first.every((one) => options.includes(JSON.stringify(one)))
      ? []
      : [{ at: `${at}/initial_option`, words: 'must match one of the provided options' }];
  };
}

function fitting(check: Check): Check {
  return (value, at) => {
    const faults = check(value, at);
    if (faults.length > 0 || !isJson(value)) return faults;
    const { min_length: least = 0, max_length: most = LONGEST } = value;
    if (Number(least) > Number(most)) return [{ at, words: '`min_length` must not exceed `max_length`' }];
    const first = textOf(value.initial_value) ?? '';
    return first.length > Number(most) ? [{ at, words: '`initial_value` is longer than `max_length`' }] : [];
  };
}
