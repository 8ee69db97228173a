import type { Redis } from 'ioredis';
import { type AuditEntry, type AuditLine, type AuditTrail, SEALER_MS, type Seal } from '../../bot/state.js';
import { rootOf } from './keys.js';
import { type Script, script } from './script.js';

/**
 * The chain is a stream of its own, `…:seals`, each link under the id of the line that it seals; so its order is the
 * trail's, and Redis itself refuses a link before the last one. `…:sealer` says who may add to it.
 */
const NAMES = `
local seals, sealer = root .. ':seals', root .. ':sealer'
local last = redis.call('XREVRANGE', seals, '+', '-', 'COUNT', 1)[1]
local held = redis.call('HMGET', sealer, 'fence', 'ends')
`;

/** ARGV[2]: the fence, or ''. ARGV[3]: for how long, ms. */
const SEALING = script(`${NAMES}
local fence = ARGV[2]
if held[1] ~= fence then
  if held[1] and tonumber(held[2]) > now then return false end
  fence = redis.call('INCR', fences)
end
redis.call('HSET', sealer, 'fence', fence, 'ends', now + tonumber(ARGV[3]))
return {tonumber(fence), last}
`);

/** ARGV[2]: the fence. ARGV[3]: the id of the last link, or ''. Then id, count and hash of each link to add. */
const SEAL = script(`${NAMES}
if held[1] ~= ARGV[2] or (last and last[1] or '') ~= ARGV[3] then return 0 end
for i = 4, #ARGV, 3 do redis.call('XADD', seals, ARGV[i], 'count', ARGV[i + 1], 'hash', ARGV[i + 2]) end
return 1
`);

const PAGE = 1_000;

type Row = [id: string, fields: string[]];

/** `use` and `ask` are the State's own: plain commands, and a script for a tenant. */
export function trailIn({
  use,
  ask,
}: {
  use: <T>(work: (redis: Redis) => Promise<T>) => Promise<T>;
  ask: (script: Script, tenant: string, args: (string | number)[]) => Promise<unknown>;
}): AuditTrail {
  const rows = (tenant: string, name: string, after: string | undefined, limit: number): Promise<Row[]> => {
    const from = after === undefined ? '-' : `(${after}`;
    return use((redis) => redis.xrange(`${rootOf(tenant)}:${name}`, from, '+', 'COUNT', limit));
  };
  return {
    async audit(tenant, after, limit = PAGE) {
      return (await rows(tenant, 'audit', after, limit)).map(lineOf);
    },
    async seals(tenant, after, limit = PAGE) {
      return (await rows(tenant, 'seals', after, limit)).map(sealOf);
    },
    async sealing(tenant, fence) {
      const reply = await ask(SEALING, tenant, [fence ?? '', SEALER_MS]);
      if (!reply) return undefined;
      const [mine, last] = reply as [number, Row?];
      return { fence: mine, ...(last ? { last: sealOf(last) } : {}) };
    },
    async seal(tenant, { fence, after, seals }) {
      const links = seals.flatMap(({ id, count, hash }) => [id, count, hash]);
      return (await ask(SEAL, tenant, [fence, after ?? '', ...links])) === 1;
    },
  };
}

const lineOf = ([id, fields]: Row): AuditLine => ({ id, entry: entryOf(fields) });

/** Whoever can write to Redis can put anything there. */
function entryOf([name, text, ...more]: string[]): AuditEntry | null {
  if (name !== 'entry' || text === undefined || more.length > 0) return null;
  try {
    const entry: unknown = JSON.parse(text);
    return isEntry(entry) ? entry : null;
  } catch {
    return null;
  }
}

const isEntry = (value: unknown): value is AuditEntry =>
  typeof value === 'object' && value !== null && 'facts' in value && value.facts instanceof Object;

function sealOf([id, fields]: Row): Seal {
  const field = (name: string) => fields[fields.indexOf(name) + 1] ?? '';
  return { id, count: Number(field('count')), hash: field('hash') };
}
