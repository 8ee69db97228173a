import { z } from 'zod/v4';
import type { Press } from '../../../bot/turn.js';

const MOST_FIELDS = 20;
const LONGEST_FIELD = 4_000;

/** `id`, `v` and `item` are the card's own; all other members are what the person filled in. */
const DataShape = z.looseObject({
  id: z.string().regex(/^[\w-]{1,64}$/),
  v: z.int().min(0),
  item: z.string().max(64).optional(),
});

/** https://learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model#action-execute */
const ExecuteShape = z.object({
  action: z.object({
    verb: z
      .string()
      .regex(/^[a-z]+\.[a-z]+$/i)
      .max(64),
    data: DataShape,
  }),
});

/** What the core answers as to a card that is gone. */
const NOTHING: Press = { kind: 'press', action: '', card: '', version: 0, inputs: {} };

/** A press on a card of ours, out of the value of an `adaptiveCard/action`; one that was tampered with names no card. */
export function toPress(value: unknown): Press {
  const read = ExecuteShape.safeParse(value);
  if (!read.success) return NOTHING;
  const { verb, data } = read.data.action;
  const { id, v, item, ...filled } = data;
  return {
    kind: 'press',
    action: verb,
    card: id,
    version: v,
    ...(item === undefined ? {} : { item }),
    inputs: inputsOf(filled),
  };
}

function inputsOf(filled: Record<string, unknown>): Record<string, string> {
  const fields = Object.entries(filled)
    .filter((field): field is [string, string] => typeof field[1] === 'string')
    .filter(([name]) => /^[A-Za-z]\w{0,63}$/.test(name))
    .slice(0, MOST_FIELDS)
    .map(([name, text]): [string, string] => [name, text.slice(0, LONGEST_FIELD)]);
  return Object.fromEntries(fields);
}
