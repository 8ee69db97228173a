import { Template } from 'adaptivecards-templating';
import type { ViewName } from '../../bot/views/views.js';
import activationForm from './activation-form.json';
import approval from './approval.json';
import list from './list.json';
import notice from './notice.json';
import parts from './parts.json';
import rows from './rows.json';
import severalForm from './several-form.json';
import status from './status.json';

/** Plain JSON, as templates and cards are. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/**
 * Puts the parts into a template: `{"use": "strip", …}` becomes that part, with what stands beside `use` laid over it.
 * Runs once for each template, over constants; no text of a person is ever near it.
 */
function composed(node: Json): Json {
  if (Array.isArray(node)) return node.map(composed);
  if (node === null || typeof node !== 'object') return node;
  const { use, ...own } = node;
  if (typeof use !== 'string')
    return Object.fromEntries(Object.entries(own).map(([k, v]) => [k, composed(v)]));
  const part = (parts as Record<string, { [key: string]: Json }>)[use];
  if (!part) throw new Error(`no part called ${use}`);
  return composed({ ...part, ...own });
}

/** Made when first asked for, then kept: making one costs a hundred times more than using it. */
function template(body: Json): () => Template {
  let made: Template | undefined;
  return () => {
    made ??= new Template({
      type: 'AdaptiveCard',
      $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
      version: '1.5',
      fallbackText: '${fallbackText}',
      body: composed(body),
    });
    return made;
  };
}

const forms = template(activationForm);
const severalForms = template(severalForm);
const results = template(rows);
const decisions = template(approval);
const states = template(status);
const lists = template(list);
const notices = template(notice);

/** The template of every view. */
export const templates: Record<ViewName, () => Template> = {
  'activation-form': forms,
  'approval-open': decisions,
  'approval-decided': decisions,
  'status-sending': states,
  'status-waiting': states,
  'status-scheduled': states,
  'status-active': states,
  'status-ending': states,
  'status-releasing': states,
  'status-ended': states,
  'status-denied': states,
  'status-cancelled': states,
  'status-timed-out': states,
  'status-failed': states,
  'status-unknown': states,
  'several-form': severalForms,
  'several-unclear': results,
  several: results,
  extension: states,
  'not-extended': states,
  choice: lists,
  chain: lists,
  'my-roles': lists,
  'my-requests': lists,
  approvals: lists,
  home: lists,
  help: lists,
  hello: lists,
  misunderstood: notices,
  refusal: notices,
  problem: notices,
  'sign-in': notices,
  said: notices,
};
