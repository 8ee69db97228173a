import type { App } from './apps.js';
import type { Emulator } from './emulator.js';
import { percentile } from './figures.js';
import { isInTime, steadily } from './load.js';

/** How long commands waited for their acknowledgement while PIM took its time. ms. */
export interface Waiting {
  sent: number;
  /** Acknowledged within the 3 s that Slack waits, and taken. */
  acknowledged: number;
  p50: number;
  p95: number;
  p99: number;
}

const PER_SECOND = 50;
/** ms */
export const ARM_MS = 30_000;
const PLACES = 300;

/** Activations at a steady rate while every call to Azure Resource Manager takes half a minute. */
export async function slowPim(emulator: Emulator, app: App, seconds: number): Promise<Waiting> {
  const slow = await emulator.slowArm(ARM_MS);
  const answers = await steadily(app.url, { perSecond: PER_SECOND, seconds, text: activation });
  await slow.stop();
  const refused = answers.find(({ status }) => status !== 200);
  if (refused) throw new Error(`${app.name} answered an activation with ${refused.status}.`);
  const times = answers.map(({ ms }) => ms);
  return {
    sent: answers.length,
    acknowledged: answers.filter((one) => isInTime(one) && one.turn !== undefined).length,
    p50: percentile(times, 0.5),
    p95: percentile(times, 0.95),
    p99: percentile(times, 0.99),
  };
}

function activation(turn: number): string {
  const place = String((turn % PLACES) + 1).padStart(3, '0');
  return `activate Contributor on rg-app-${place} for 1h because bench`;
}
