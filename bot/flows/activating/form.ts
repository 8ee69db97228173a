import { type Draft, readDraft, writeDraft } from '../../drafts.js';
import { SEND_WITHIN } from '../../operations/operation.js';
import type { Asked } from '../../pim/requirements.js';
import { MOST_TOLD } from '../../tracking/approvers.js';
import { subjectOf } from '../../views/subjects.js';
import type { ActivationFormView } from '../../views/views.js';
import {
  type Outcome,
  type PressFlow,
  type PressScene,
  type Reply,
  refuse,
  type Scene,
  say,
} from '../flow.js';
import { submit } from './submit.js';
import { nobodyDecides, termsOf, withNeeds } from './terms.js';

interface Shown {
  draft: Draft;
  /** True: every field that the policy knows is shown, filled with what is known. */
  review: boolean;
  because?: ActivationFormView['because'];
  into?: NonNullable<Reply['into']>;
  /** The form's draft, when there is one already. */
  kept?: { id: string; version: number };
}

/** The form that asks for what is missing, kept as a draft whose id will name the submit. */
export function showForm(scene: Scene, shown: Shown): Outcome {
  const id = shown.kept?.id ?? scene.ports.ids.opaque();
  return {
    replies: [
      {
        view: formView(scene, shown),
        about: { kind: 'draft', draft: id },
        ...(shown.into ? { into: shown.into } : {}),
      },
    ],
    writes: [writeDraft(id, shown.draft, shown.kept?.version ?? 0)],
  };
}

function formView({ ports, now }: Scene, { draft, review, because }: Shown): ActivationFormView {
  const { candidate, asked, policy, needed, approvers } = draft;
  const { eligibility, scope } = candidate;
  const terms = termsOf(draft, now);
  const start = terms.start ?? draft.after;
  const all: ActivationFormView['ask'] = [
    'duration',
    ...(policy?.ticket ? (['ticket'] as const) : []),
    ...(policy?.justification !== false ? (['justification'] as const) : []),
  ];
  const wider = eligibility.scope.id !== scope.id ? eligibility.scope.name : undefined;
  return {
    name: 'activation-form',
    subject: subjectOf(eligibility.realm, eligibility.role, scope, ports.environmentOf),
    ask: review ? all : needed,
    duration: terms.duration,
    durations: terms.durations,
    ...(start ? { start } : {}),
    ...(terms.tooLong ? { tooLong: terms.tooLong } : {}),
    ...(asked.justification ? { justification: asked.justification } : {}),
    ...(asked.ticket?.number ? { ticketNumber: asked.ticket.number } : {}),
    ...(asked.ticket?.system ? { ticketSystem: asked.ticket.system } : {}),
    ...(approvers
      ? {
          approval: {
            approvers: approvers.slice(0, MOST_TOLD).map(({ name, kind, through, told }) => ({
              name,
              kind,
              told,
              ...(through ? { through } : {}),
            })),
          },
        }
      : {}),
    ...(policy ? {} : { approvalUnknown: true }),
    ...(wider ? { only: wider } : {}),
    ...(because ? { because } : {}),
    asOf: now,
  };
}

/** activate.submit on a form: what was typed completes the draft. */
export const submitForm: PressFlow = async (scene) => {
  const opened = await openDraft(scene);
  if (!opened) return refuse({ kind: 'expired', since: scene.card.record.at });
  const { kept, draft } = opened;
  if (draft.used) return refuse({ kind: 'done' });
  const asked = { ...draft.asked, ...typedIn(scene) };
  const { needed: _, policy: __, approvers: ___, ...open } = draft;
  const completed = await withNeeds(scene, { ...open, asked });
  if (nobodyDecides(completed)) {
    const subject = formView(scene, { draft: completed, review: false }).subject;
    return say({ name: 'problem', problem: { code: 'nobodyCanApprove' }, subject });
  }
  const into = scene.card;
  if (scene.now > scene.turn.at + SEND_WITHIN) {
    return showForm(scene, { draft: completed, review: true, because: 'late', into, kept });
  }
  if (completed.needed.length > 0) {
    const again = showForm(scene, { draft: completed, review: false, into, kept });
    return {
      ...again,
      replies: [...again.replies, ...refuse({ kind: 'incomplete', fields: completed.needed }).replies],
    };
  }
  return submit(scene, { draft: completed, submit: kept.id, into, form: kept });
};

/** activate.edit: the same form with every field that the policy knows. */
export const edit: PressFlow = async (scene) => {
  const opened = await openDraft(scene);
  if (!opened) return refuse({ kind: 'expired', since: scene.card.record.at });
  if (opened.draft.used) return refuse({ kind: 'done' });
  return showForm(scene, { ...opened, review: true, into: scene.card });
};

/** activate.discard: nothing was sent, and nothing is kept. */
export const discard: PressFlow = async (scene) => {
  const { about } = scene.card.record;
  const opened = await openDraft(scene);
  if (opened?.draft.used || about.kind === 'operation') return refuse({ kind: 'done' });
  return {
    replies: [{ view: { name: 'said', saying: 'discarded' }, about: { kind: 'nothing' }, into: scene.card }],
    writes: opened
      ? [writeDraft(opened.kept.id, { ...opened.draft, used: 'discarded' }, opened.kept.version)]
      : [],
  };
};

interface Opened {
  kept: { id: string; version: number };
  draft: Draft;
}

async function openDraft({ ports, as, card }: PressScene): Promise<Opened | undefined> {
  const { about } = card.record;
  if (about.kind !== 'draft') return undefined;
  const stored = await readDraft(ports.state, as.tenant, about.draft);
  return stored && { kept: { id: about.draft, version: stored.version }, draft: stored.value };
}

/** What the form's fields hold; an empty field leaves what was known. */
export function typedIn({ press }: PressScene): Asked {
  const field = (name: string): string => (press.inputs[name] ?? '').trim();
  const [duration, number, system] = [field('duration'), field('ticketNumber'), field('ticketSystem')];
  const justification = field('justification').slice(0, LONGEST_REASON);
  return {
    ...(duration ? { duration } : {}),
    ...(justification ? { justification } : {}),
    ...(number
      ? { ticket: { number: number.slice(0, 50), ...(system ? { system: system.slice(0, 50) } : {}) } }
      : {}),
  };
}

/** PIM takes 500 characters. */
export const LONGEST_REASON = 500;
