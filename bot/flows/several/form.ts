import { type Draft, readDraft, type SeveralDraft, writeDraft } from '../../drafts.js';
import { SEND_WITHIN } from '../../operations/operation.js';
import { MOST_TOLD } from '../../tracking/approvers.js';
import type { SeveralFormView } from '../../views/shapes/several.js';
import { subjectOf } from '../../views/subjects.js';
import type { Field, FormFields } from '../../views/views.js';
import { typedIn } from '../activating/form.js';
import { type Outcome, type PressFlow, type PressScene, type Reply, refuse, type Scene } from '../flow.js';
import { needsOf } from './propose.js';
import { submitSeveral } from './submit.js';
import { sharedTerms } from './terms.js';

interface Shown {
  drafts: Draft[];
  /** True: every field that the policies know is shown, filled with what is known. */
  review: boolean;
  because?: NonNullable<FormFields['because']>;
  into?: NonNullable<Reply['into']>;
  kept?: { id: string; version: number };
}

/** One form that asks for what is missing of any of them, kept as a draft whose id will name the submit. */
export function showSeveralForm(scene: Scene, shown: Shown): Outcome {
  const id = shown.kept?.id ?? scene.ports.ids.opaque();
  const { tenant, oid } = scene.as;
  const draft: SeveralDraft = { owner: { tenant, oid }, drafts: shown.drafts };
  return {
    replies: [
      {
        view: formView(scene, shown),
        about: { kind: 'drafts', draft: id },
        ...(shown.into ? { into: shown.into } : {}),
      },
    ],
    writes: [writeDraft(id, draft, shown.kept?.version ?? 0)],
  };
}

function formView({ ports, now }: Scene, { drafts, review, because }: Shown): SeveralFormView {
  const { limitedBy, ...terms } = sharedTerms(drafts, now);
  const subject = ({ eligibility, scope }: Draft['candidate']) =>
    subjectOf(eligibility.realm, eligibility.role, scope, ports.environmentOf);
  const { justification, ticket } = drafts[0]?.asked ?? {};
  return {
    name: 'several-form',
    rows: drafts.map(({ candidate, policy, approvers }) => ({
      subject: subject(candidate),
      ...(approvers ? { approvers: approvers.slice(0, MOST_TOLD).map(facts) } : {}),
      ...(policy ? {} : { approvalUnknown: true as const }),
    })),
    ...terms,
    ask: review ? allFields(drafts) : terms.ask,
    ...(justification ? { justification } : {}),
    ...(ticket?.number ? { ticketNumber: ticket.number } : {}),
    ...(ticket?.system ? { ticketSystem: ticket.system } : {}),
    ...(limitedBy ? { limitedBy: subject(limitedBy) } : {}),
    ...(because ? { because } : {}),
    asOf: now,
  };
}

const facts = ({ name, kind, through, told }: NonNullable<Draft['approvers']>[number]) => ({
  name,
  kind,
  told,
  ...(through ? { through } : {}),
});

const allFields = (drafts: Draft[]): Field[] => [
  'duration',
  ...(drafts.some(({ policy }) => policy?.ticket) ? (['ticket'] as const) : []),
  ...(drafts.some(({ policy }) => policy?.justification !== false) ? (['justification'] as const) : []),
];

/** activate.submit on a form of several: what was typed completes each of them. */
export const submitSeveralForm: PressFlow = async (scene) => {
  const opened = await openDrafts(scene);
  if (!opened) return refuse({ kind: 'expired', since: scene.card.record.at });
  if (opened.draft.used) return refuse({ kind: 'done' });
  const { kept } = opened;
  const typed = typedIn(scene);
  const wishes = opened.draft.drafts.map(({ candidate, asked, attempt }) => ({
    candidate,
    asked: { ...asked, ...typed },
    attempt,
  }));
  const drafts = await needsOf(scene, wishes);
  if (!Array.isArray(drafts)) return drafts;
  const into = scene.card;
  if (scene.now > scene.turn.at + SEND_WITHIN)
    return showSeveralForm(scene, { drafts, review: true, because: 'late', into, kept });
  const { ask } = sharedTerms(drafts, scene.now);
  if (ask.length > 0) {
    const again = showSeveralForm(scene, { drafts, review: false, into, kept });
    return { ...again, replies: [...again.replies, ...refuse({ kind: 'incomplete', fields: ask }).replies] };
  }
  return submitSeveral(scene, { drafts, submit: kept.id, into, form: kept });
};

/** activate.edit: the same form with every field that the policies know. */
export const editSeveral: PressFlow = async (scene) => {
  const opened = await openDrafts(scene);
  if (!opened) return refuse({ kind: 'expired', since: scene.card.record.at });
  if (opened.draft.used) return refuse({ kind: 'done' });
  const { draft, kept } = opened;
  return showSeveralForm(scene, { drafts: draft.drafts, review: true, into: scene.card, kept });
};

/** activate.discard: nothing was sent, and nothing is kept. */
export const discardSeveral: PressFlow = async (scene) => {
  const opened = await openDrafts(scene);
  if (opened?.draft.used) return refuse({ kind: 'done' });
  const used = opened && { ...opened.draft, used: 'discarded' };
  return {
    replies: [{ view: { name: 'said', saying: 'discarded' }, about: { kind: 'nothing' }, into: scene.card }],
    writes: opened && used ? [writeDraft(opened.kept.id, used, opened.kept.version)] : [],
  };
};

async function openDrafts({ ports, as, card }: PressScene) {
  const { about } = card.record;
  if (about.kind !== 'drafts') return undefined;
  const stored = await readDraft<SeveralDraft>(ports.state, as.tenant, about.draft);
  return stored && { kept: { id: about.draft, version: stored.version }, draft: stored.value };
}
