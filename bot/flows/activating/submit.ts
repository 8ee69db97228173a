import { type Draft, writeDraft } from '../../drafts.js';
import { auditEntry } from '../../operations/audit.js';
import { createActivation } from '../../operations/create.js';
import { cardsSet } from '../../operations/sets.js';
import { statusView } from '../../views/status.js';
import type { Outcome, Reply, Scene } from '../flow.js';
import { termsOf } from './terms.js';

/** Everything that the policy needs is there: the operation, its intent in the audit trail, and its card. */
export function submit(
  scene: Scene,
  of: {
    draft: Draft;
    submit: string;
    into?: NonNullable<Reply['into']>;
    form?: { id: string; version: number };
  },
): Outcome {
  const { ports, now } = scene;
  const terms = termsOf(of.draft, now);
  const operation = createActivation(scene, { draft: of.draft, terms, submit: of.submit });
  return {
    replies: [
      {
        view: statusView(operation, now, ports.environmentOf),
        about: { kind: 'operation', operation: operation.id },
        join: [cardsSet(operation.name)],
        ...(of.into ? { into: of.into } : {}),
      },
    ],
    operations: [operation],
    writes: of.form ? [writeDraft(of.form.id, { ...of.draft, used: operation.id }, of.form.version)] : [],
    once: `submit:${of.submit}:${of.draft.attempt}`,
    audit: [auditEntry('intent', operation, now)],
  };
}
