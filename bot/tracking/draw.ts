import type { About, CardRecord } from '../cards.js';
import {
  type ActivateOperation,
  type DecideOperation,
  type Operation,
  operationKey,
} from '../operations/operation.js';
import { isFinal } from '../operations/records.js';
import { referenceOf } from '../pim/marks.js';
import type { Ports } from '../ports.js';
import { approvalView } from '../views/approval.js';
import { severalView } from '../views/several.js';
import { sideView } from '../views/side.js';
import { isActivation, statusView } from '../views/status.js';
import type { View } from '../views/views.js';

/** The view of a card as its records stand now; `undefined`: there is nothing to show (yet). */
export async function viewNow(ports: Ports, card: CardRecord): Promise<View | undefined> {
  const { about } = card;
  const now = ports.clock.now();
  if (about.kind === 'operation') {
    const operation = await readOperation(ports, card, about.operation);
    if (!operation) return card.view;
    return isActivation(operation)
      ? statusView(operation, now, ports.environmentOf)
      : (sideView(operation, now, ports.environmentOf) ?? afterTrouble(card));
  }
  if (about.kind === 'several') {
    const all = await Promise.all(
      about.operations.map((id) => readOperation<ActivateOperation>(ports, card, id)),
    );
    const known = all.filter((operation) => operation !== undefined);
    return known.length < all.length ? card.view : severalView(known, now, ports.environmentOf);
  }
  if (about.kind === 'posted') {
    const operation = await readOperation<ActivateOperation>(ports, card, about.operation);
    if (!operation?.request) return card.view;
    const { request } = operation;
    const reference = referenceOf(request.name);
    return approvalView({ request, reference, reasonNeeded: true, operation }, now, ports.environmentOf);
  }
  if (about.kind === 'approval') {
    const operation = await readOperation<ActivateOperation>(ports, card, about.operation);
    const own = await readOperation<DecideOperation>(ports, card, about.decided);
    const found = about.found ?? own?.found;
    const pending = own && !isFinal(own) ? own.kind : undefined;
    return approvalView(
      {
        request: operation?.request ?? about.request,
        reference: referenceOf(about.request.name),
        reasonNeeded: about.reasonNeeded,
        reader: card.owner.oid,
        ...(operation ? { operation } : {}),
        ...(found ? { found } : {}),
        ...(pending ? { pending } : {}),
      },
      now,
      ports.environmentOf,
    );
  }
  return card.view;
}

/** Whether the view is drawn from other records; else it stays as it was written. */
export const isDrawn = ({ kind }: About): boolean =>
  kind === 'operation' || kind === 'posted' || kind === 'approval';

/** What was told of a trouble that has passed must not stand there for ever. */
const afterTrouble = ({ message }: CardRecord): View | undefined =>
  message ? { name: 'said', saying: 'wentThrough' } : undefined;

async function readOperation<T extends Operation = Operation>(
  { state }: Ports,
  card: CardRecord,
  id: string | undefined,
): Promise<T | undefined> {
  if (!id) return undefined;
  return (await state.read<T>(operationKey(card.owner.tenant, id)))?.value;
}

/** Two views are the same to a reader when they differ only in the moment they speak of. */
export const sameView = (a: View, b: View): boolean => a === b || fingerprint(a) === fingerprint(b);

const fingerprint = (view: View): string =>
  JSON.stringify(view, (key, value: unknown) => (key === 'asOf' ? undefined : value));
