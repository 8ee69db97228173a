import { appendFile } from 'node:fs/promises';
import type { Log } from '../../../bot/ports.js';
import type { Seal } from '../../../bot/state.js';

/** Where a tenant's chain ended at some time: kept outside the store, it shows a tail that was cut or made anew. */
export interface Anchor extends Seal {
  tenant: string;
  /** ms since epoch. */
  at: number;
}

/** Puts an anchor where the store's owner cannot reach it. Throws when it could not be put down. */
export type Anchors = (anchor: Anchor) => Promise<void>;

/** Anchors go to the log and, when there is a file, to a line of their own at its end; only the bot's user may read it. */
export function anchorsTo({ log, file }: { log: Log; file?: string | undefined }): Anchors {
  return async (anchor) => {
    const { tenant, id, count, hash, at } = anchor;
    log.info('audit.anchor', { tenant, entry: id, count, hash });
    if (file === undefined) return;
    const line = { tenant, id, count, hash, at: new Date(at).toISOString() };
    await appendFile(file, `${JSON.stringify(line)}\n`, { mode: 0o600, flush: true });
  };
}

/** The anchors among the lines of an anchor file, or of a log. Whatever else the lines hold is passed over. */
export const readAnchors = (text: string): Anchor[] =>
  text.split('\n').flatMap((line) => anchorIn(line) ?? []);

function anchorIn(line: string): Anchor | undefined {
  if (!line.includes('"hash"')) return undefined;
  try {
    const { tenant, id, entry, count, hash, at, time } = JSON.parse(line) as Record<string, unknown>;
    const place = id ?? entry;
    if (typeof tenant !== 'string' || typeof place !== 'string' || !/^\d+-\d+$/.test(place)) return undefined;
    if (typeof count !== 'number' || typeof hash !== 'string') return undefined;
    const when = at ?? time;
    const ms = typeof when === 'string' ? Date.parse(when) : Number(when);
    return { tenant, id: place, count, hash, at: ms };
  } catch {
    return undefined;
  }
}
