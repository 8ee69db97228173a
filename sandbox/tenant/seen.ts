import { isCurrent } from './access.js';
import type { Realm } from './entities.js';
import type { Schedule } from './records.js';
import type { Tenant } from './store.js';

export type Kind = Schedule['kind'];
/** The plan, also before it starts, or what of it is in force. */
export type Form = 'schedule' | 'instance';

/** What PIM's lists know by now: with a propagation lag (ms) those of assignments are late in both directions. */
export function seenSchedules(
  tenant: Tenant,
  { realm, kind, form, lagMs }: { realm: Realm; kind: Kind; form: Form; lagMs: number },
): Schedule[] {
  const now = tenant.clock.now();
  const lag = kind === 'assignment' ? lagMs : 0;
  return [...tenant.schedules.values()].filter((schedule) => {
    const isAsked = schedule.realm === realm && schedule.kind === kind;
    if (!isAsked || now < schedule.createdOn + lag) return false;
    const { revokedAt, ...planned } = schedule;
    const late = revokedAt === undefined ? schedule : { ...planned, revokedAt: revokedAt + lag };
    return isCurrent(late, form === 'instance' ? now : Math.max(now, schedule.start));
  });
}
