import { type About, type CardRecord, cardKey } from '../cards.js';
import { cardsSet } from '../operations/sets.js';
import { PimError, type PimErrorCode } from '../pim/errors.js';
import { DECISION_WINDOW } from '../pim/lifecycle.js';
import type { ApprovalStage, PimRequest } from '../pim/requests.js';
import { MessengerError, type Ports } from '../ports.js';
import type { Key } from '../state.js';
import type { Person } from '../turn.js';
import { deliverPatiently } from './deliver.js';

type ApprovalAbout = Extract<About, { kind: 'approval' }>;

/** A decision card as it is kept. */
export interface DecisionCard {
  id: string;
  owner: Person;
  about: ApprovalAbout;
}

/** The decision cards of a request, whoever reads them. */
export async function decisionCards(
  { state }: Ports,
  tenant: string,
  request: string,
): Promise<DecisionCard[]> {
  const ids = await state.members(tenant, cardsSet(request));
  const cards = await Promise.all(
    ids.map(async (id) => ({ id, record: (await state.read<CardRecord>(cardKey(tenant, id)))?.value })),
  );
  return cards.flatMap(({ id, record }) =>
    record?.about.kind === 'approval' ? [{ id, owner: record.owner, about: record.about }] : [],
  );
}

/**
 * A request that was made elsewhere waits for this person no more: their cards of it say who decided, or that it is over.
 * A list may lack a row that still waits, so its stage is asked. False: it is open, or that could not be found out, or
 * not be shown; then this is to be called again.
 */
export async function closeElsewhere(ports: Ports, person: Person, request: PimRequest): Promise<boolean> {
  const found = await stageNow(ports, person, request);
  if (!found || found.stage?.open) return false;
  const late = ports.clock.now() - request.createdAt >= DECISION_WINDOW;
  const over: PimRequest = { ...request, state: late ? 'timedOut' : 'revoked' };
  const decision = found.stage?.decision;
  const cards = await cardsOf(ports, person, request);
  return changeAll(ports, cards, (about) => ({
    ...about,
    request: over,
    ...(decision ? { found: decision } : {}),
  }));
}

/**
 * Cards that were closed though PIM still waits are open again. False: PIM's list lags behind the decision, or that could
 * not be found out.
 */
export async function reopenElsewhere(ports: Ports, person: Person, request: PimRequest): Promise<boolean> {
  const cards = await cardsOf(ports, person, request);
  const closed = cards.filter(({ about }) => about.request.state !== 'waiting');
  if (closed.length === 0) return true;
  const found = await stageNow(ports, person, request);
  if (!found?.stage?.open) return false;
  return changeAll(ports, closed, ({ found: _, ...about }) => ({ ...about, request }));
}

/** Another reader's are left alone: what PIM refuses this person says nothing of them. */
async function cardsOf(ports: Ports, person: Person, request: PimRequest): Promise<DecisionCard[]> {
  const cards = await decisionCards(ports, person.tenant, request.name);
  return cards.filter(({ owner }) => owner.oid === person.oid);
}

/** A read that failed for now is made again; one that is refused with these would be refused again. */
const REFUSED: Partial<Record<PimErrorCode, true>> = { notAllowed: true, notFound: true, refused: true };

/** `undefined`: it could not be read for now. */
async function stageNow(
  { realms }: Ports,
  person: Person,
  { realm, approval }: PimRequest,
): Promise<{ stage?: ApprovalStage | undefined } | undefined> {
  if (!approval) return {};
  try {
    return {
      stage: await realms
        .find(({ name }) => name === realm)
        ?.approval({ ...person, background: true }, approval),
    };
  } catch (error) {
    return error instanceof PimError && REFUSED[error.code] ? {} : undefined;
  }
}

/** True: all show it now, and no edit is left that could still land over this one; who cannot be reached needs none. */
async function changeAll(
  ports: Ports,
  cards: DecisionCard[],
  change: (about: ApprovalAbout) => ApprovalAbout,
): Promise<boolean> {
  const shown = await Promise.all(
    cards.map(async ({ id, owner: { tenant } }) => {
      await mark(ports, cardKey(tenant, id), change);
      try {
        return (await deliverPatiently(ports, tenant, id)) === undefined;
      } catch (error) {
        if (error instanceof MessengerError) return error.code === 'unreachable';
        throw error;
      }
    }),
  );
  return shown.every(Boolean);
}

async function mark(
  { state }: Ports,
  key: Key,
  change: (about: ApprovalAbout) => ApprovalAbout,
): Promise<void> {
  for (;;) {
    const stored = await state.read<CardRecord>(key);
    if (stored?.value.about.kind !== 'approval') return;
    const value = { ...stored.value, about: change(stored.value.about) };
    const step = await state.commit({ tenant: key.tenant, writes: [{ key, value, expect: stored.version }] });
    if (step.done) return;
  }
}
