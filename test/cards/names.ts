import type { View } from '../../bot/views/views.js';

/** Fields of a view that hold words of a tenant or of a person. */
const fields = new Set([
  'role',
  'within',
  'justification',
  'by',
  'reason',
  'upn',
  'through',
  'wrote',
  'kept',
  'query',
  'scope',
  'only',
  'alsoAsked',
  'number',
  'system',
  'owner',
  'ticketNumber',
  'ticketSystem',
]);
/** `name` is a name below the view itself, where it names the view. */
const nested = new Set(['place', 'requester', 'approvers']);

/** The view with every word of a tenant or a person replaced. */
export function renamed(view: View, word: string): View {
  return replaced(view, false, false, word) as View;
}

function replaced(node: unknown, outside: boolean, named: boolean, word: string): unknown {
  if (typeof node === 'string') return outside ? word : node;
  if (Array.isArray(node)) return node.map((item) => replaced(item, outside, named, word));
  if (node === null || typeof node !== 'object') return node;
  const entries = Object.entries(node).map(([key, value]) => {
    const isName = fields.has(key) || (key === 'name' && named);
    // A refusal's reason is a record of ours, not words.
    const isWord = isName && (typeof value === 'string' || Array.isArray(value));
    return [key, replaced(value, isWord, nested.has(key), word)];
  });
  return Object.fromEntries(entries);
}
