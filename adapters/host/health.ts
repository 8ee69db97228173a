import type { IncomingMessage, ServerResponse } from 'node:http';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** Nothing else runs in a process whose loop is held up for so long. */
const LONGEST_LAG = 1_000;
const CHECK_WITHIN = 1_500;

/**
 * What a host asks a replica: `/livez`, whether its event loop turns (else it is to be restarted), and `/readyz`,
 * whether each check passes (else it is to get no traffic). Neither asks PIM. A check passes by resolving, and fails by
 * rejecting or by taking longer than 1.5 s; why it failed is not told to whoever asks.
 */
export function healthHandlers({
  checks,
  lag = loopLag,
}: {
  checks: Record<string, () => Promise<unknown>>;
  lag?: () => Promise<number>;
}): { livez: Handler; readyz: Handler } {
  const live = async (): Promise<Health> => {
    const ms = Math.round(await lag());
    return { ok: ms < LONGEST_LAG, body: { status: ms < LONGEST_LAG ? 'live' : 'stuck', lagMs: ms } };
  };
  const ready = async (): Promise<Health> => {
    const results = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => [name, await passes(check)] as const),
    );
    const ok = results.every(([, passed]) => passed);
    const words = results.map(([name, passed]) => [name, passed ? 'ok' : 'failed'] as const);
    return { ok, body: { status: ok ? 'ready' : 'notReady', checks: Object.fromEntries(words) } };
  };
  return { livez: handler(live), readyz: handler(ready) };
}

interface Health {
  ok: boolean;
  body: Record<string, unknown>;
}

const handler =
  (look: () => Promise<Health>): Handler =>
  (_request, response) => {
    void look()
      .catch((): Health => ({ ok: false, body: { status: 'failed' } }))
      .then(({ ok, body }) => {
        response.writeHead(ok ? 200 : 503, {
          'content-type': 'application/json',
          'cache-control': 'no-store',
        });
        response.end(JSON.stringify(body));
      });
  };

async function passes(check: () => Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), CHECK_WITHIN);
  });
  const done = async (): Promise<boolean> => {
    await check();
    return true;
  };
  try {
    return await Promise.race([done().catch(() => false), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** ms by which a timer of 0 ms comes late. */
async function loopLag(): Promise<number> {
  const asked = performance.now();
  await new Promise((resolve) => setTimeout(resolve, 0));
  return performance.now() - asked;
}
