import { type Draft, writeDraft } from '../../drafts.js';
import { auditEntry } from '../../operations/audit.js';
import { createActivation } from '../../operations/create.js';
import { cardsSet } from '../../operations/sets.js';
import { severalView } from '../../views/several.js';
import type { Outcome, Reply, Scene } from '../flow.js';
import { sharedTerms } from './terms.js';

/**
 * Everything that the policies need is there: one operation for each role, all in the step that closes the turn, and one
 * card for all of them. `onto`: the card that is there, where `''` stands for each of these in the order of its rows.
 */
export function submitSeveral(
  scene: Scene,
  of: {
    drafts: Draft[];
    submit: string;
    into?: NonNullable<Reply['into']>;
    onto?: { into: NonNullable<Reply['into']>; operations: string[] };
    form?: { id: string; version: number };
  },
): Outcome {
  const { ports, as, now } = scene;
  const { drafts, submit, form } = of;
  const terms = sharedTerms(drafts, now);
  const operations = drafts.map((draft) => createActivation(scene, { draft, terms, submit }));
  const names = operations.map(({ name }) => name);
  const mark = ports.ids.opaqueOf([as.tenant, ...names]);
  const fresh = operations.map(({ id }) => id);
  const shown =
    of.onto?.operations.map((id) => id || (fresh.shift() ?? '')) ?? operations.map(({ id }) => id);
  const into = of.onto?.into ?? of.into;
  const used = { owner: { tenant: as.tenant, oid: as.oid }, drafts, used: mark };
  return {
    replies: [
      {
        view: severalView(operations, now, ports.environmentOf),
        about: { kind: 'several', operations: shown },
        join: names.map(cardsSet),
        ...(into ? { into } : {}),
      },
    ],
    operations,
    writes: form ? [writeDraft(form.id, used, form.version)] : [],
    once: `submit:${mark}`,
    audit: operations.map((operation) => auditEntry('intent', operation, now)),
  };
}
