import type { Draft } from '../drafts.js';
import { markedName, referenceOf } from '../pim/marks.js';
import type { Activation, Expiring, Extension } from '../pim/requests.js';
import type { RealmName } from '../pim/roles.js';
import type { Actor, Ports } from '../ports.js';
import type { Turn } from '../turn.js';
import {
  type ActivateOperation,
  type CancelOperation,
  type DecideOperation,
  type ExtendOperation,
  type Held,
  type OperationKind,
  type ReleaseOperation,
  SEND_WITHIN,
  SHORTEST_HOLD,
} from './operation.js';

/** What an operation rests on. */
export interface Origin {
  ports: Ports;
  turn: Turn;
  as: Actor;
  now: number;
}

/**
 * The name of one write: the same for every try of the same submit, so that a second try is known as such; another for
 * another submit. Where PIM lets the client choose the request's id (ARM), this is it; Graph chooses ids itself, so there
 * the name is a mark that the request carries.
 */
function operationName(
  { ids }: Pick<Ports, 'ids'>,
  of: {
    tenant: string;
    oid: string;
    realm: RealmName;
    submit: string;
    kind: OperationKind;
    item: string;
    attempt: number;
  },
): string {
  const uuid = ids.named([of.tenant, of.oid, of.submit, of.kind, of.item, String(of.attempt)]);
  return of.realm === 'azure' ? uuid : markedName(uuid, of.oid);
}

function common(
  { ports, turn, as, now }: Origin,
  of: { kind: OperationKind; realm: RealmName; submit: string; item: string; attempt: number },
) {
  const { tenant, oid } = as;
  const name = operationName(ports, { tenant, oid, ...of });
  return {
    id: name,
    actor: { tenant, oid },
    ...(turn.displayName ? { actorName: turn.displayName } : {}),
    submit: of.submit,
    item: of.item,
    attempt: of.attempt,
    name,
    reference: referenceOf(name),
    askedAt: now,
    deadline: turn.at + SEND_WITHIN,
    tries: 0,
    rev: 1,
    told: 0,
  };
}

/** The activation that a draft amounts to, with the duration and start that its requirements settled on. */
export function activationOf(
  { candidate, asked }: Pick<Draft, 'candidate' | 'asked'>,
  { duration, start }: { duration: string; start?: number },
): Activation {
  const { eligibility, scope } = candidate;
  return {
    realm: eligibility.realm,
    eligibility: eligibility.id,
    role: eligibility.role,
    scope,
    duration,
    ...(start ? { start } : {}),
    ...(asked.justification ? { justification: asked.justification } : {}),
    ...(asked.ticket?.number
      ? {
          ticket: {
            number: asked.ticket.number,
            ...(asked.ticket.system ? { system: asked.ticket.system } : {}),
          },
        }
      : {}),
  };
}

/** PIM shows a role that has ended for a moment longer. ms. */
const AFTER_END = 5_000;
/** A gap-free request for a role that is still in force is dropped when it could not be sent for so long. ms. */
const AGAIN_WITHIN = 15 * 60_000;

export function createActivation(
  origin: Origin,
  of: { draft: Draft; terms: { duration: string; start?: number }; submit: string },
): ActivateOperation {
  const { draft, submit } = of;
  const activation = activationOf(draft, of.terms);
  const item = `${activation.eligibility}|${activation.scope.id}`;
  const base = common(origin, {
    kind: 'activate',
    realm: activation.realm,
    submit,
    item,
    attempt: draft.attempt,
  });
  const { policy, approvers, after } = draft;
  return {
    ...base,
    kind: 'activate',
    state: 'accepted',
    activation,
    ...(policy?.approval ? { approval: policy.approval } : {}),
    ...(policy?.maximumDuration ? { maximum: policy.maximumDuration } : {}),
    ...(approvers ? { approvers } : {}),
    ...(after ? { notBefore: after + AFTER_END, deadline: after + AGAIN_WITHIN } : {}),
  };
}

/** PIM keeps a role for its first five minutes: a release before that waits. */
export function createRelease(
  origin: Origin,
  of: { held: Held; submit: string; attempt: number },
): ReleaseOperation {
  const { held } = of;
  const item = held.request?.name ?? `${held.role.id}|${held.scope.id}`;
  return {
    ...common(origin, { kind: 'release', realm: held.realm, submit: of.submit, item, attempt: of.attempt }),
    kind: 'release',
    state: 'accepted',
    of: held,
    notBefore: held.start === undefined ? origin.now : Math.max(origin.now, held.start + SHORTEST_HOLD),
    deadline: held.end ?? Number.MAX_SAFE_INTEGER,
  };
}

export function createExtension(
  origin: Origin,
  of: {
    expiring: Expiring;
    asked: Pick<Extension, 'until' | 'justification'>;
    submit: string;
    attempt: number;
  },
): ExtendOperation {
  const { realm, held, role, scope, end } = of.expiring;
  const item = `${held}|${role.id}|${scope.id}`;
  return {
    ...common(origin, { kind: 'extend', realm, submit: of.submit, item, attempt: of.attempt }),
    kind: 'extend',
    state: 'accepted',
    of: { realm, role, scope, end },
    asked: { ...of.asked, held, role, scope, renew: end <= origin.now },
  };
}

export function createCancel(
  origin: Origin,
  of: { held: Held; submit: string; attempt: number },
): CancelOperation {
  return {
    ...common(origin, {
      kind: 'cancel',
      realm: of.held.realm,
      submit: of.submit,
      item: of.held.request?.id ?? '',
      attempt: of.attempt,
    }),
    kind: 'cancel',
    state: 'accepted',
    of: of.held,
    deadline: Number.MAX_SAFE_INTEGER,
  };
}

export function createDecision(
  origin: Origin,
  of: { held: Held; submit: string; approve: boolean; reason: string; attempt: number },
): DecideOperation {
  const kind = of.approve ? 'approve' : 'deny';
  return {
    ...common(origin, {
      kind,
      realm: of.held.realm,
      submit: of.submit,
      item: of.held.request?.approval ?? '',
      attempt: of.attempt,
    }),
    kind,
    state: 'accepted',
    of: of.held,
    reason: of.reason,
  };
}
