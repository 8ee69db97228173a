import { type CardRecord, newCard } from '../cards.js';
import { forgetPolicy } from '../discovery/policies.js';
import { readPerson } from '../people.js';
import type { Ports } from '../ports.js';
import { type ActivateOperation, type Operation, operationKey, type ReleaseOperation } from './operation.js';
import { changeActivation } from './records.js';
import { cardsSet, openSet } from './sets.js';

/**
 * What an operation that is over means for others. Answers with the id of the activation that it changed, whose
 * requester and approvers are to be told at once.
 */
export async function after(ports: Ports, operation: Operation): Promise<string | undefined> {
  if (operation.kind === 'activate') {
    if (operation.problem?.rules) await forgetPolicy(ports, operation.actor, operation.activation);
    await showTwin(ports, operation);
    return undefined;
  }
  const id = operation.of.operation;
  if (!id) return undefined;
  const change = (activation: ActivateOperation) => consequence(operation, activation);
  return (await changeActivation(ports, operation.actor.tenant, id, change))?.id;
}

/** A release that waits for PIM's first five minutes shows on the card of its activation. */
export async function announce(
  ports: Ports,
  { of, actor, id, askedAt, notBefore }: ReleaseOperation,
): Promise<string | undefined> {
  if (!of.operation) return undefined;
  const releasing = { operation: id, askedAt, at: notBefore };
  const change = (o: ActivateOperation) => ({ ...o, rev: o.rev + 1, releasing });
  return (await changeActivation(ports, actor.tenant, of.operation, change))?.id;
}

function consequence(
  operation: Exclude<Operation, ActivateOperation>,
  activation: ActivateOperation,
): ActivateOperation {
  const at = operation.lastLook ?? operation.askedAt;
  const { releasing: _, ...free } = { ...activation, rev: activation.rev + 1 };
  if (operation.kind === 'release') {
    if (operation.state === 'done') return { ...free, state: 'ended', ended: { at, how: 'released' } };
    return free;
  }
  if (operation.kind === 'cancel') {
    return operation.state === 'done'
      ? { ...activation, rev: free.rev, state: 'cancelled', lastLook: at }
      : activation;
  }
  if (operation.kind === 'extend') return activation;
  return operation.found ? { ...activation, rev: free.rev, decision: operation.found } : activation;
}

/** PIM keeps one request for a role and place at a time: where ours is refused for another of ours, that one is shown. */
async function showTwin(ports: Ports, operation: ActivateOperation): Promise<void> {
  const code = operation.problem?.code;
  if (operation.state !== 'failed' || (code !== 'alreadyActive' && code !== 'alreadyPending')) return;
  const twin = await findTwin(ports, operation);
  const person = await readPerson(ports.state, operation.actor);
  const conversation = person?.conversations.find((c) => c.personal);
  if (!twin || !person || !conversation) return;
  const record: Omit<CardRecord, 'shown'> = {
    owner: operation.actor,
    about: { kind: 'operation', operation: twin.id },
    view: { name: 'said', saying: 'working' },
    conversation,
    locale: person.locale,
    zone: person.zone,
    at: ports.clock.now(),
  };
  const id = ports.ids.opaqueOf([operation.actor.tenant, operation.name, 'twin']);
  await ports.state.commit({
    tenant: operation.actor.tenant,
    writes: [newCard(id, record, [cardsSet(operation.name), cardsSet(twin.name)])],
  });
}

async function findTwin(ports: Ports, operation: ActivateOperation): Promise<ActivateOperation | undefined> {
  const { tenant, oid } = operation.actor;
  const ids = await ports.state.members(tenant, openSet(oid));
  const all = await Promise.all(
    ids.map((id) => ports.state.read<ActivateOperation>(operationKey(tenant, id))),
  );
  return all
    .map((stored) => stored?.value)
    .find(
      (other) =>
        other &&
        other.id !== operation.id &&
        other.activation.role.id === operation.activation.role.id &&
        other.activation.scope.id === operation.activation.scope.id,
    );
}
