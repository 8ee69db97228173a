import { PimError, type PimErrorCode } from '../pim/errors.js';
import { sameRole } from '../pim/ids.js';
import type { Decision, PimRequest } from '../pim/requests.js';
import type { RealmName } from '../pim/roles.js';
import type { Actor, Extending, Ports, Realm } from '../ports.js';
import type {
  ActivateOperation,
  CancelOperation,
  DecideOperation,
  ExtendOperation,
  Operation,
  OperationKind,
  ReleaseOperation,
} from './operation.js';
import { isRequestOf } from './ours.js';

/** What PIM shows after a write, or when it is looked up. */
export interface Found {
  request?: PimRequest;
  decision?: Decision;
}

/** How one kind of write is sent, and how it is found again when no answer came. Both throw PimError alone. */
interface WriteOf<T extends Operation> {
  send(ports: Ports, as: Actor, operation: T): Promise<Found>;
  /** `undefined`: PIM does not know it (yet). */
  lookUp(ports: Ports, as: Actor, operation: T): Promise<Found | undefined>;
}

export function realmOf({ realms }: Ports, name: RealmName): Realm {
  const realm = realms.find((r) => r.name === name);
  if (!realm) throw new PimError('notFound');
  return realm;
}

const activate: WriteOf<ActivateOperation> = {
  async send(ports, as, { activation, name }) {
    return { request: await realmOf(ports, activation.realm).activate(as, name, activation) };
  },
  async lookUp(ports, as, operation) {
    const { activation, name } = operation;
    const realm = realmOf(ports, activation.realm);
    const found = await realm.request(as, activation.scope, name);
    const request = found && isRequestOf(operation, found) ? found : undefined;
    const decided =
      request?.approval !== undefined && ['active', 'scheduled', 'denied'].includes(request.state);
    const decision = decided ? (await realm.approval(as, request.approval ?? ''))?.decision : undefined;
    return request && { request, ...(decision ? { decision } : {}) };
  },
};

const release: WriteOf<ReleaseOperation> = {
  async send(ports, as, { of, name }) {
    return { request: await realmOf(ports, of.realm).release(as, name, of) };
  },
  async lookUp(ports, as, { of, name }) {
    const request = await realmOf(ports, of.realm).request(as, of.scope, name);
    const isIt = request?.action === 'release' && sameRole(request.role, of.role);
    return isIt ? { request } : undefined;
  },
};

const extend: WriteOf<ExtendOperation> = {
  async send(ports, as, { of, name, asked }) {
    return { request: await extendingOf(ports, of.realm).extend(as, name, asked) };
  },
  async lookUp(ports, as, { of, name, asked }) {
    const request = await extendingOf(ports, of.realm).extension(as, name, asked);
    return request && { request };
  },
};

function extendingOf(ports: Ports, name: RealmName): Extending {
  const { extending } = realmOf(ports, name);
  if (!extending) throw new PimError('notAllowed');
  return extending;
}

const cancel: WriteOf<CancelOperation> = {
  async send(ports, as, { of }) {
    if (!of.request) throw new PimError('notFound');
    await realmOf(ports, of.realm).cancel(as, of.request);
    return {};
  },
  async lookUp(ports, as, { of }) {
    const request = of.request && (await realmOf(ports, of.realm).request(as, of.scope, of.request.name));
    return request?.state === 'cancelled' ? { request } : undefined;
  },
};

const decide: WriteOf<DecideOperation> = {
  async send(ports, as, { of, kind, reason, actorName }) {
    const realm = realmOf(ports, of.realm);
    const stage = of.request?.approval ? await realm.approval(as, of.request.approval) : undefined;
    if (!stage) throw new PimError('notAllowed');
    if (stage.decision) return { decision: stage.decision };
    if (!stage.open) throw new PimError('alreadyDecided');
    if (!stage.mine) throw new PimError('notAllowed');
    const approve = kind === 'approve';
    try {
      await realm.decide(as, stage, { approve, reason });
    } catch (error) {
      const first =
        isCode(error, 'alreadyDecided') && (await realm.approval(as, of.request?.approval ?? ''))?.decision;
      if (first) return { decision: first };
      throw error;
    }
    const by = { oid: as.oid, ...(actorName ? { name: actorName } : {}) };
    return { decision: { approved: approve, by, at: ports.clock.now(), reason } };
  },
  async lookUp(ports, as, { of }) {
    const stage = of.request?.approval
      ? await realmOf(ports, of.realm).approval(as, of.request.approval)
      : undefined;
    return stage?.decision && { decision: stage.decision };
  },
};

const isCode = (error: unknown, code: PimErrorCode): boolean =>
  error instanceof PimError && error.code === code;

/** Every kind of write; one that is missing does not compile. */
const WRITES = { activate, release, extend, cancel, approve: decide, deny: decide } satisfies Record<
  OperationKind,
  unknown
>;

export const writeOf = (operation: Operation): WriteOf<Operation> =>
  WRITES[operation.kind] as unknown as WriteOf<Operation>;
