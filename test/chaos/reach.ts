import { type Answer, call } from '../harness/surface.js';
import { pause } from './dice.js';

const TRIES = 5;

/** As the surface's `call`; status 0 when the line broke, as a kept one may just when the server closes it. */
export async function reach<T>(url: string, body?: unknown, method?: string): Promise<Answer<T | undefined>> {
  try {
    return await call<T>(url, body, method);
  } catch {
    return { status: 0, body: undefined };
  }
}

/** Reads what must be there. */
export async function read<T>(url: string): Promise<T> {
  for (let tries = 1; ; tries++) {
    const { status, body } = await reach<T>(url);
    if (status === 200) return body as T;
    if (tries === TRIES) throw new Error(`${url} answered ${status}: ${JSON.stringify(body)}`);
    await pause(200);
  }
}
