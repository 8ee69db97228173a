import type { AdaptiveCard } from '../../cards/adaptive.js';

type Node = { [key: string]: unknown };

/** What a drawing says and asks, without its looks: the same for every platform. */
export interface Extracted {
  title: string;
  /** Label and value of every fact and explanation. */
  facts: [label: string, value: string][];
  inputs: string[];
  actions: string[];
}

/** Every object of a card, in reading order. */
export function nodesOf(node: unknown): Node[] {
  if (Array.isArray(node)) return node.flatMap(nodesOf);
  if (node === null || typeof node !== 'object') return [];
  return [node as Node, ...Object.values(node).flatMap(nodesOf)];
}

export const ofType = (card: unknown, type: string): Node[] =>
  nodesOf(card).filter((node) => node.type === type);

export const actionsOf = (card: unknown): Node[] =>
  nodesOf(card).filter((node) => String(node.type).startsWith('Action.'));

export const inputsOf = (card: unknown): Node[] =>
  nodesOf(card).filter((node) => String(node.type).startsWith('Input.'));

/** All words under a node, in reading order. */
const textOf = (node: unknown): string =>
  nodesOf(node)
    .filter(({ type }) => type === 'TextBlock' || type === 'TextRun')
    .map(({ text }) => String(text))
    .join('');

/** Facts, inputs and action ids of an Adaptive Card. */
export function extract(card: AdaptiveCard): Extracted {
  return {
    title: String(ofType(card, 'TextBlock')[0]?.text ?? ''),
    facts: nodesOf(card.body).flatMap(factOf),
    inputs: inputsOf(card).map(({ id }) => String(id)),
    actions: actionsOf(card).flatMap(({ id }) => (id === undefined ? [] : [String(id)])),
  };
}

/** A fact is a label column beside a value, or a container of a label above its lines. */
function factOf(node: Node): [string, string][] {
  const parts = (node.type === 'ColumnSet' ? node.columns : node.items) as Node[] | undefined;
  const [label, ...values] = node.type === 'ColumnSet' || node.type === 'Container' ? (parts ?? []) : [];
  const isLabel =
    node.type === 'ColumnSet'
      ? label?.width === '92px'
      : label?.type === 'TextBlock' &&
        label.style !== 'heading' &&
        values.every((v) => v.type === 'RichTextBlock');
  return label && isLabel ? [[textOf(label), values.flatMap(linesOf).join('\n')]] : [];
}

const linesOf = (node: Node): string[] =>
  node.type === 'RichTextBlock' ? [textOf(node)] : ofType(node, 'RichTextBlock').map(textOf);
