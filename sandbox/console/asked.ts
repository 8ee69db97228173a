import type { Request } from 'express';
import { Refusal } from '../refusal.js';

/** What a call of the surface asks for; all throw Refusal 400 where it cannot be read. */

type Body = Record<string, unknown>;

/** What somebody writes. */
interface Said {
  text: string;
  conversation: string | undefined;
  via: 'message' | 'command' | 'mention';
  deliveries: number;
}

const MOST_DELIVERIES = 50;

export const bodyOf = (request: Request): Body => (request.body ?? {}) as Body;

export function words(value: unknown, name: string): string {
  if (typeof value === 'string' && value !== '') return value;
  throw new Refusal(400, 'FieldMissing', `"${name}" is missing; it is a text.`);
}

export function saidIn({ text, conversation, via = 'message', deliveries = 1 }: Body): Said {
  if (via !== 'message' && via !== 'command' && via !== 'mention')
    throw new Refusal(400, 'ViaInvalid', '"via" is message, command or mention.');
  const times = Number(deliveries);
  if (!Number.isInteger(times) || times < 1 || times > MOST_DELIVERIES)
    throw new Refusal(
      400,
      'DeliveriesInvalid',
      `"deliveries" is a whole number from 1 to ${MOST_DELIVERIES}.`,
    );
  const place = conversation === undefined ? undefined : words(conversation, 'conversation');
  // A command may stand alone.
  const said = via === 'command' && text === '' ? '' : words(text, 'text');
  return { text: said, conversation: place, via, deliveries: times };
}

export function clickIn({ action, inputs = {} }: Body): { action: string; inputs: Record<string, string> } {
  if (typeof inputs !== 'object' || inputs === null || Array.isArray(inputs))
    throw new Refusal(400, 'InputsInvalid', '"inputs" is an object of field ids and values.');
  const filled = Object.entries(inputs).map(([id, value]) => [id, String(value)]);
  return { action: words(action, 'action'), inputs: Object.fromEntries(filled) };
}

export function madeIn({ body, headers = {}, sign = false }: Body) {
  return { body, headers: headers as Record<string, string>, sign: sign === true };
}
