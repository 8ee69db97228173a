import { Refusal } from '../refusal.js';

type Node = Record<string, unknown>;

/** An Action.Execute that a person can press in a card they see. */
export interface Press {
  id: string | undefined;
  verb: string | undefined;
  data: Node;
  inputs: Record<string, string>;
}

/**
 * What a Teams client does when `action` (an id, a verb, or a title) is pressed with these inputs:
 * each field keeps its own value unless another is given, and empty fields are not sent.
 * Throws Refusal 400 in the cases in which a client would not send anything.
 */
export function press(card: unknown, action: string, given: Record<string, string>): Press {
  const nodes = walk(card);
  const chosen = find(
    nodes.filter((node) => String(node.type).startsWith('Action.')),
    action,
  );
  if (chosen.type !== 'Action.Execute')
    throw new Refusal(400, 'NotForTheBot', `"${action}" is ${chosen.type}: the client does it alone.`);
  const inputs = chosen.associatedInputs === 'none' ? {} : filled(inputsOf(nodes), given);
  return {
    id: text(chosen.id),
    verb: text(chosen.verb),
    data: isNode(chosen.data) ? chosen.data : {},
    inputs,
  };
}

/** The dataset that a field's choices are searched in, where the field asks for a search. */
export function datasetOf(card: unknown, input: string): string {
  const field = inputsOf(walk(card)).find((node) => node.id === input);
  const query = field?.['choices.data'];
  if (isNode(query) && typeof query.dataset === 'string') return query.dataset;
  throw new Refusal(400, 'NoSearch', `The field "${input}" of this card is not searched by the bot.`);
}

function find(actions: Node[], wanted: string): Node {
  for (const key of ['id', 'verb', 'title'] as const) {
    const hits = actions.filter((action) => action[key] === wanted);
    if (hits.length === 1 && hits[0]) return hits[0];
    if (hits.length > 1)
      throw new Refusal(
        400,
        'ActionAmbiguous',
        `"${wanted}" is ${hits.length} actions here: ${listed(hits)}.`,
      );
  }
  throw new Refusal(
    400,
    'ActionNotFound',
    `"${wanted}" is not on this card. It has: ${listed(actions) || 'no actions'}.`,
  );
}

function listed(actions: Node[]): string {
  return actions.map((action) => `${action.id ?? '(no id)'} "${action.title ?? ''}"`).join(', ');
}

function filled(fields: Node[], given: Record<string, string>): Record<string, string> {
  const ids = fields.map((field) => String(field.id));
  const stray = Object.keys(given).find((id) => !ids.includes(id));
  if (stray !== undefined)
    throw new Refusal(
      400,
      'InputNotFound',
      `"${stray}" is not a field here. The card has: ${ids.join(', ') || 'none'}.`,
    );
  const values: Record<string, string> = {};
  for (const field of fields) {
    const id = String(field.id);
    const value = checked(field, given[id] ?? initial(field));
    if (value !== '') values[id] = value;
  }
  return values;
}

function initial(field: Node): string {
  const off = field.type === 'Input.Toggle' ? (field.valueOff ?? 'false') : '';
  return String(field.value ?? off);
}

function checked(field: Node, value: string): string {
  const id = String(field.id);
  if (value === '' && field.isRequired === true)
    throw new Refusal(400, 'InputMissing', `"${id}" is required: ${field.errorMessage ?? field.label ?? id}`);
  if (typeof field.maxLength === 'number' && value.length > field.maxLength)
    throw new Refusal(400, 'InputTooLong', `"${id}" takes at most ${field.maxLength} characters.`);
  if (typeof field.regex === 'string' && value !== '' && !new RegExp(field.regex).test(value))
    throw new Refusal(
      400,
      'InputInvalid',
      `"${id}": ${field.errorMessage ?? `does not match ${field.regex}`}`,
    );
  if (field.type === 'Input.ChoiceSet' && value !== '' && !isNode(field['choices.data']))
    return choice(field, value);
  return value;
}

function choice(field: Node, value: string): string {
  const choices = (Array.isArray(field.choices) ? field.choices : []).filter(isNode);
  const chosen = value
    .split(',')
    .map((part) => choices.find((c) => c.value === part || c.title === part)?.value);
  if (chosen.every((part) => part !== undefined)) return chosen.join(',');
  const offered = choices.map((c) => `${c.value} "${c.title}"`).join(', ');
  throw new Refusal(
    400,
    'ChoiceNotFound',
    `"${value}" is not a choice of "${field.id}". It offers: ${offered}.`,
  );
}

const inputsOf = (nodes: Node[]) => nodes.filter((node) => /^Input\./.test(String(node.type)) && node.id);

/** Every typed object in the card, in reading order, hidden ones too; not what only a button carries. */
function walk(value: unknown): Node[] {
  if (Array.isArray(value)) return value.flatMap(walk);
  if (!isNode(value)) return [];
  const inside = Object.entries(value).flatMap(([key, child]) => (UNREAD.has(key) ? [] : walk(child)));
  return typeof value.type === 'string' ? [value, ...inside] : inside;
}

const UNREAD = new Set(['data', 'choices.data', 'refresh', 'authentication', 'fallback']);
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
