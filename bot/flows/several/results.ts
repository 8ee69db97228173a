import { type ActivateOperation, operationKey } from '../../operations/operation.js';
import { mayRetry } from '../../views/several.js';
import { candidateOf, hasPassed } from '../activating/again.js';
import { type PressFlow, type PressScene, refuse } from '../flow.js';
import { proposeSeveral } from './propose.js';

/** activate.retry: those that PIM refused for good, as a new attempt of the same submit; the others stay as they are. */
export const retryFailed: PressFlow = async (scene) => {
  const all = await operationsOf(scene);
  const failed = all.filter(mayRetry);
  const [first] = failed;
  if (!first) return refuse({ kind: 'done' });
  const wishes = failed.map((operation) => {
    const { duration, start, justification, ticket } = operation.activation;
    const words = {
      ...(start ? { start } : {}),
      ...(justification ? { justification } : {}),
      ...(ticket ? { ticket } : {}),
    };
    return {
      candidate: candidateOf(operation),
      asked: { duration, ...words },
      attempt: operation.attempt + 1,
    };
  });
  const operations = all.map((operation) => (failed.includes(operation) ? '' : operation.id));
  const onto = { into: scene.card, operations };
  const review = wishes.some(({ asked }) => hasPassed(asked, scene.now));
  return proposeSeveral(scene, { wishes, submit: first.submit, onto, review });
};

async function operationsOf({ ports, as, card }: PressScene): Promise<ActivateOperation[]> {
  const { about } = card.record;
  if (about.kind !== 'several') return [];
  const keys = about.operations.map((id) => operationKey(as.tenant, id));
  const all = await Promise.all(keys.map((key) => ports.state.read<ActivateOperation>(key)));
  return all.flatMap((stored) => (stored ? [stored.value] : []));
}
