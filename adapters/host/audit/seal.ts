import type { Clock, Log } from '../../../bot/ports.js';
import type { AuditTrail, Seal } from '../../../bot/state.js';
import type { Anchors } from './anchor.js';
import { sealOf } from './chain.js';

/** Lines sealed in one step of the store. */
const BATCH = 500;
/** So often the end of a chain is anchored while it moves. ms. */
const ANCHOR_EVERY = 60_000;

export interface SealerNeeds {
  state: AuditTrail & { tenants(): Promise<string[]> };
  clock: Clock;
  log: Log;
  anchor: Anchors;
}

export interface AuditSealer {
  /** Seals what was written, of every tenant whose trail nobody else seals. Throws StateError, after trying all. */
  seal(): Promise<void>;
  /** Seals, then anchors every chain that moved since its last anchor, for a process that stops. Throws StateError. */
  end(): Promise<void>;
}

/** What one sealer remembers of a tenant; all that must last is in the store. */
interface Held {
  fence?: number;
  last?: Seal | undefined;
  anchored?: { at: number; count: number };
}

/**
 * Seals the trails of all tenants, in the order of their writing. Any number of them may run: a trail is sealed by one
 * at a time, and a link is taken only behind the last one, so that there is never a second chain. A crash leaves lines
 * that are not sealed yet; the next pass, of whomever, goes on behind the last link.
 */
export function auditSealer({ state, clock, log, anchor }: SealerNeeds): AuditSealer {
  const tenants = new Map<string, Held>();
  const pass = async (anchorAfter: number) => {
    const failures: unknown[] = [];
    for (const tenant of await state.tenants()) {
      const held = tenants.get(tenant) ?? {};
      tenants.set(tenant, held);
      try {
        if (await sealTrail({ state, log, tenant, held })) await anchorChain(tenant, held, anchorAfter);
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  };
  const anchorChain = async (tenant: string, held: Held, after: number) => {
    const { last, anchored } = held;
    const at = clock.now();
    if (!last || last.count === anchored?.count || (anchored && at - anchored.at < after)) return;
    try {
      await anchor({ tenant, ...last, at });
      held.anchored = { at, count: last.count };
    } catch (error) {
      log.error('audit.unanchored', { tenant, error });
      held.anchored = { at, count: anchored?.count ?? 0 };
    }
  };
  return { seal: () => pass(ANCHOR_EVERY), end: () => pass(0) };
}

/** False when another seals this trail. */
async function sealTrail({
  state,
  log,
  tenant,
  held,
}: Pick<SealerNeeds, 'state' | 'log'> & { tenant: string; held: Held }): Promise<boolean> {
  for (;;) {
    const right = await state.sealing(tenant, held.fence);
    if (!right) return false;
    const { fence, last } = right;
    held.fence = fence;
    const count = last?.count ?? 0;
    if (count < (held.last?.count ?? 0)) log.error('audit.cut', { tenant, count });
    held.last = last;
    const lines = await state.audit(tenant, last?.id, BATCH);
    if (lines.length === 0) return true;
    const seals: Seal[] = [];
    for (const line of lines) seals.push(sealOf(tenant, line, seals.at(-1) ?? last));
    if (!(await state.seal(tenant, { fence, ...(last ? { after: last.id } : {}), seals }))) return false;
    held.last = seals.at(-1);
    if (lines.length < BATCH) return true;
  }
}
