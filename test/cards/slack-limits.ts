/**
 * What Slack refuses, from its published reference and written apart from the drawing: types and fields that it does
 * not know, texts and lists that are too long, ids that stand twice. Stricter in one thing: no markup at all.
 */
type Node = Record<string, unknown>;
type Check = (value: unknown, at: string) => string[];

const isNode = (value: unknown): value is Node =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

const text =
  (most: number, least = 1): Check =>
  (value, at) => {
    if (typeof value !== 'string') return [`${at}: no text`];
    if (/\p{Surrogate}/u.test(value)) return [`${at}: half a pair`];
    return value.length < least || value.length > most ? [`${at}: ${value.length} of ${least}-${most}`] : [];
  };

const exactly =
  (...values: unknown[]): Check =>
  (value, at) =>
    values.includes(value) ? [] : [`${at}: ${JSON.stringify(value)}`];

const whole =
  (least: number, most: number): Check =>
  (value, at) =>
    Number.isInteger(value) && Number(value) >= least && Number(value) <= most ? [] : [`${at}: ${value}`];

const list =
  (item: Check, most: number): Check =>
  (value, at) => {
    if (!Array.isArray(value) || value.length === 0) return [`${at}: no list`];
    const long = value.length > most ? [`${at}: ${value.length} of ${most}`] : [];
    return [...long, ...value.flatMap((one, index) => item(one, `${at}/${index}`))];
  };

/** Fields by name; those with a question mark may be absent. */
const shape =
  (fields: Record<string, Check>): Check =>
  (value, at) => {
    if (!isNode(value)) return [`${at}: no object`];
    const known = new Map(Object.entries(fields).map(([name, check]) => [name.replace('?', ''), check]));
    const stray = Object.keys(value).filter((key) => !known.has(key));
    return [
      ...stray.map((key) => `${at}/${key}: unknown`),
      ...Object.entries(fields).flatMap(([name, check]) => {
        const key = name.replace('?', '');
        return name.endsWith('?') && !(key in value) ? [] : check(value[key], `${at}/${key}`);
      }),
    ];
  };

const oneOf =
  (kinds: Record<string, Record<string, Check>>): Check =>
  (value, at) => {
    const type = isNode(value) ? String(value.type) : typeof value;
    const fields = Object.hasOwn(kinds, type) ? kinds[type] : undefined;
    return fields ? shape({ type: exactly(type), ...fields })(value, at) : [`${at}: type ${type}`];
  };

/** https://docs.slack.dev/reference/block-kit/composition-objects/text-object */
const plain = (most: number): Check =>
  shape({ type: exactly('plain_text'), text: text(most), emoji: exactly(false) });
const id = text(255);

/** https://docs.slack.dev/reference/block-kit/composition-objects/option-object */
const option = shape({ text: plain(75), value: text(150), 'description?': plain(75) });

const button = {
  action_id: id,
  text: plain(75),
  'value?': text(2000),
  'url?': text(3000),
  'style?': exactly('primary'),
  'accessibility_label?': text(75),
};
const externalSelect = { action_id: id, placeholder: plain(150), min_query_length: whole(0, 100) };
const textInput = {
  action_id: id,
  max_length: whole(1, 3000),
  'initial_value?': text(3000),
  'multiline?': exactly(true, false),
};
const staticSelect = { action_id: id, options: list(option, 100), 'initial_option?': option };

const run = shape({
  type: exactly('text'),
  text: text(3000),
  'style?': shape({ 'bold?': exactly(true), 'code?': exactly(true) }),
});
const runs = list(run, 1000);
const richPart = oneOf({
  rich_text_section: { elements: runs },
  rich_text_quote: { elements: runs },
  rich_text_list: {
    style: exactly('bullet', 'ordered'),
    elements: list(oneOf({ rich_text_section: { elements: runs } }), 100),
  },
});

/** https://docs.slack.dev/reference/block-kit/blocks */
const block = oneOf({
  header: { text: plain(150), 'block_id?': id },
  context: { elements: list(plain(2000), 10), 'block_id?': id },
  section: {
    text: plain(3000),
    'block_id?': id,
    'accessory?': oneOf({ button, external_select: externalSelect }),
  },
  rich_text: { elements: list(richPart, 100), 'block_id?': id },
  input: {
    label: plain(2000),
    block_id: id,
    'optional?': exactly(true, false),
    element: oneOf({ plain_text_input: textInput, static_select: staticSelect }),
  },
  actions: { elements: list(oneOf({ button }), 25), 'block_id?': id },
});

const nodesIn = (value: unknown): Node[] => {
  if (Array.isArray(value)) return value.flatMap(nodesIn);
  return isNode(value) ? [value, ...Object.values(value).flatMap(nodesIn)] : [];
};

const twice = (ids: unknown[], what: string): string[] =>
  new Set(ids).size === ids.length ? [] : [`${what} stands twice`];

/** Each block by itself, and what must hold between them. */
function faultsOf(blocks: unknown, most: number): string[] {
  const nodes = nodesIn(blocks);
  const ids = (Array.isArray(blocks) ? blocks : []).flatMap(({ block_id }: Node) => block_id ?? []);
  return [
    ...list(block, most)(blocks, 'blocks'),
    ...twice(ids, 'block_id'),
    ...nodes.flatMap(({ elements }) =>
      twice(
        nodesIn(elements).flatMap(({ action_id }) => action_id ?? []),
        'action_id',
      ),
    ),
    ...nodes
      .filter(({ initial_option }) => initial_option !== undefined)
      .flatMap(({ options, initial_option }) =>
        JSON.stringify(options).includes(JSON.stringify(initial_option)) ? [] : ['initial_option: no option'],
      ),
    ...nodes
      .filter(({ max_length, initial_value }) => String(initial_value ?? '').length > Number(max_length))
      .map(() => 'initial_value: too long'),
    ...(nodes.some(({ type }) => type === 'mrkdwn') ? ['markup'] : []),
  ];
}

/** Seen at chat.postMessage: text, and 125 for each block. https://github.com/slackapi/bolt-js/issues/2509 */
function tooLong(blocks: unknown[]): string[] {
  const texts = nodesIn(blocks).map((node) => (typeof node.text === 'string' ? node.text.length : 0));
  const sum = texts.reduce((total, one) => total + one, 125 * blocks.length);
  const json = JSON.stringify(blocks).length;
  return sum > 13_000 || json > 13_000 ? [`msg_blocks_too_long: ${sum}, ${json}`] : [];
}

/** Faults of a message; none: Slack takes it. */
export const messageFaults = ({ text: words, blocks }: { text: string; blocks: unknown[] }): string[] => [
  ...text(4000)(words, 'text'),
  ...(blocks.length ? [...faultsOf(blocks, 50), ...tooLong(blocks)] : []),
];

/** https://docs.slack.dev/reference/views/modal-views, https://docs.slack.dev/reference/views/home-tab-views */
const views = oneOf({
  modal: {
    callback_id: id,
    'external_id?': id,
    'private_metadata?': text(3000),
    title: plain(24),
    'submit?': plain(24),
    close: plain(24),
    blocks: () => [],
  },
  home: { 'private_metadata?': text(3000), blocks: () => [] },
});

/** Faults of a window or a home tab. */
export function viewFaults(view: { type: string; blocks: unknown[]; submit?: unknown }): string[] {
  const asks = nodesIn(view.blocks).some(({ type }) => type === 'input');
  return [
    ...views(view, view.type),
    ...faultsOf(view.blocks, 100),
    ...(view.type === 'modal' && asks && !view.submit ? ['submit: absent'] : []),
    ...(Buffer.byteLength(JSON.stringify(view)) > 250_000 ? ['view_too_large'] : []),
  ];
}
