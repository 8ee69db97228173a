import type { About } from '../../cards.js';
import { activationBehind } from '../../operations/ours.js';
import { cardsSet } from '../../operations/sets.js';
import { referenceOf } from '../../pim/marks.js';
import type { PimRequest } from '../../pim/requests.js';
import { approvalView } from '../../views/approval.js';
import type { Outcome, Scene } from '../flow.js';

/** A decision card for one request, ours or made elsewhere. */
export async function showDecision(scene: Scene, request: PimRequest): Promise<Outcome> {
  const { ports, as, now } = scene;
  const operation = await activationBehind(ports, as.tenant, request);
  const reasonNeeded = operation ? (operation.approval?.reasonNeeded ?? true) : true;
  const about: About = {
    kind: 'approval',
    request,
    reasonNeeded,
    ...(operation ? { operation: operation.id } : {}),
  };
  const view = approvalView(
    {
      request,
      reference: referenceOf(request.name),
      reasonNeeded,
      reader: as.oid,
      ...(operation ? { operation } : {}),
    },
    now,
    ports.environmentOf,
  );
  return { replies: [{ view, about, join: [cardsSet(request.name)] }] };
}
