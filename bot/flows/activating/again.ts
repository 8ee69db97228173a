import { type ActivateOperation, type Operation, operationKey } from '../../operations/operation.js';
import type { Candidate } from '../../pim/roles.js';
import { type PressFlow, type PressScene, refuse } from '../flow.js';
import { activate } from './ask.js';
import { propose } from './propose.js';

/** activate.start: a row of "my roles". The form is shown even when nothing is missing: one looks over how long. */
export const start: PressFlow = async (scene) => {
  if (scene.item?.kind !== 'candidate') return refuse({ kind: 'expired', since: scene.card.record.at });
  const submit = `${scene.card.id}:${scene.press.item ?? ''}`;
  return propose(scene, { candidate: scene.item.candidate, asked: {}, submit, review: true });
};

/** activate.again: the same role and place once more, as a form; while it is in force it is sent right after its end. */
export const again: PressFlow = async (scene) => {
  const operation = await operationOf(scene);
  const { about } = scene.card.record;
  if (about.kind === 'names') return activate(scene, { kind: 'activate', ...about.names });
  if (!operation) return refuse({ kind: 'done' });
  const { activation, state, request } = operation;
  const inForce = (state === 'active' || state === 'ending') && request?.end;
  const { duration, justification, ticket } = activation;
  return propose(scene, {
    candidate: candidateOf(operation),
    asked: { duration, ...(justification ? { justification } : {}), ...(ticket ? { ticket } : {}) },
    submit: scene.turn.id,
    review: true,
    ...(inForce ? { after: inForce } : {}),
  });
};

/** activate.submit on a refused request: the length that the settings allow, as a new attempt of the same submit. */
export const retry: PressFlow = async (scene) => {
  const operation = await operationOf(scene);
  if (operation?.state !== 'failed') return refuse({ kind: 'done' });
  const { activation, submit, attempt, problem, maximum } = operation;
  const { start, justification, ticket } = activation;
  const isTooLong = problem?.rules?.includes('ExpirationRule') && maximum;
  const asked = {
    duration: isTooLong ? maximum : activation.duration,
    ...(start ? { start } : {}),
    ...(justification ? { justification } : {}),
    ...(ticket ? { ticket } : {}),
  };
  return propose(scene, {
    candidate: candidateOf(operation),
    asked,
    ...(hasPassed(asked, scene.now) ? { review: true } : {}),
    submit,
    attempt: attempt + 1,
    into: scene.card,
  });
};

/** What was to start later is not started at once without a look. */
export const hasPassed = ({ start }: { start?: number }, now: number): boolean =>
  start !== undefined && start <= now;

async function operationOf({ ports, as, card }: PressScene): Promise<ActivateOperation | undefined> {
  const { about } = card.record;
  if (about.kind !== 'operation') return undefined;
  const stored = await ports.state.read<Operation>(operationKey(as.tenant, about.operation));
  return stored?.value.kind === 'activate' ? stored.value : undefined;
}

export function candidateOf({ activation }: ActivateOperation): Candidate {
  const { realm, eligibility, role, scope } = activation;
  return { eligibility: { realm, id: eligibility, role, scope }, scope };
}
