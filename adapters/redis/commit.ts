import { type AuditEntry, LEASE_MS, type Outcome, type Step, type Write } from '../../bot/state.js';
import { memberOf } from './keys.js';
import { script } from './script.js';

/**
 * One step, all or nothing. A script that fails half-way keeps what it wrote, so everything that could fail is touched
 * by a reading command of its type first: a key of a wrong type ends the script there. The audit entry is the first write, and may fail too.
 * ARGV[2]: the step as `planOf` makes it. ARGV[3]: length of a lease, ms. ARGV[4]: 1 when whoever asks has named the tenant
 * before and does not do it again; where no name was ever given, as after a flush, that is refused as `unnamed`.
 */
export const COMMIT = script(`
local step, length = cjson.decode(ARGV[2]), tonumber(ARGV[3])
local versions, taken = {}, {}
local named = root .. ':named'

redis.call('ZCARD', dues)
redis.call('GET', fences)
if ARGV[4] == '1' and redis.call('EXISTS', named) == 0 then return {'unnamed'} end
for i, used in ipairs(step.once) do
  local ends = redis.call('GET', once(used.key))
  if ends and tonumber(ends) > now then return {'once', i - 1} end
end
for i, write in ipairs(step.writes) do
  local seen = redis.call('HMGET', record(write.member), 'version', 'fence', 'lease')
  local there = alive(write.member)
  local fence, ends = there and seen[2] and tonumber(seen[2]), there and tonumber(seen[3] or 0)
  versions[i] = there and tonumber(seen[1]) or 0
  if write.expect and write.expect ~= versions[i] then return {'version', i - 1} end
  if not there and write.keep then return {'version', i - 1} end
  if write.fence and write.fence ~= fence then return {'fence', i - 1} end
  if write.lease and not write.fence and there and ends > now then return {'fence', i - 1} end
  for _, name in ipairs(write.join) do redis.call('SCARD', set(name)) end
  for _, name in ipairs(write.leave) do redis.call('SCARD', set(name)) end
end

for _, entry in ipairs(step.audit) do redis.call('XADD', trail, '*', 'entry', entry) end
if ARGV[4] == '0' then redis.call('SET', named, 1) end
for _, used in ipairs(step.once) do redis.call('SET', once(used.key), now + used.ttl, 'PX', used.ttl) end
for i, write in ipairs(step.writes) do
  local member, key = write.member, record(write.member)
  taken[i] = 0
  if versions[i] == 0 or write.delete then erase(member) end
  if write.delete then
    versions[i] = 0
  else
    if write.value then
      versions[i] = redis.call('HINCRBY', key, 'version', 1)
      redis.call('HSET', key, 'value', write.value)
    end
    if write.lease then
      taken[i] = lease(member, length, write.fence)
    elseif write.due then
      redis.call('HDEL', key, 'lease')
      redis.call('ZADD', dues, write.due, member)
    elseif write.idle then
      redis.call('HDEL', key, 'lease')
      redis.call('ZREM', dues, member)
    end
    for _, name in ipairs(write.leave) do
      redis.call('HDEL', key, 'in:' .. name)
      redis.call('SREM', set(name), member)
    end
    for _, name in ipairs(write.join) do
      redis.call('HSET', key, 'in:' .. name, 1)
      redis.call('SADD', set(name), member)
    end
    if write.ttl then
      redis.call('HSET', key, 'ends', now + write.ttl)
      redis.call('PEXPIREAT', key, now - skew + write.ttl)
    end
    if write.ttl or #write.join > 0 then keepSets(member) end
  end
end
return {'done', versions, taken}
`);

/** ARGV of the script after the skew. Throws TypeError for a step that the contract does not allow. */
export function planOf(step: Step): [plan: string, lease: number] {
  const members = new Set(step.writes.map(({ key }) => memberOf(key)));
  if (members.size < step.writes.length) throw new TypeError('A step writes one record twice.');
  if (step.writes.some(({ key }) => key.tenant !== step.tenant))
    throw new TypeError('A step writes a record of another tenant.');
  const once = (step.once ?? []).map(({ key, ttl }) => ({ key, ttl: wholeMs(ttl) }));
  const audit = (step.audit ?? []).map((entry: AuditEntry) => JSON.stringify(entry));
  return [JSON.stringify({ writes: step.writes.map(planOfWrite), once, audit }), LEASE_MS];
}

function planOfWrite({ key, value, expect, fence, due, lease, ttl, join, leave }: Write) {
  return {
    member: memberOf(key),
    ...(value === undefined ? { keep: true } : value === null ? { delete: true } : { value: textOf(value) }),
    expect,
    fence,
    lease: lease || undefined,
    ...(due === null ? { idle: true } : { due: due === undefined ? undefined : finite(due) }),
    ttl: ttl === undefined ? undefined : wholeMs(ttl),
    join: join ?? [],
    leave: leave ?? [],
  };
}

/** Redis takes no fractions and no lifetime of nothing. */
const wholeMs = (ttl: number) => Math.max(1, Math.ceil(finite(ttl)));

/** A number that JSON cannot say would fail in the middle of the script. */
function finite(ms: number): number {
  if (!Number.isFinite(ms)) throw new TypeError('A time is not a number.');
  return ms;
}

function textOf(value: unknown): string {
  const text = JSON.stringify(value);
  if (text === undefined) throw new TypeError('A record holds what JSON can say.');
  return text;
}

export const isUnnamed = (reply: unknown): boolean => (reply as string[])[0] === 'unnamed';

type Reply = ['done', number[], number[]] | ['once' | 'version' | 'fence', number];

export function outcomeOf(reply: unknown): Outcome {
  const answer = reply as Reply;
  if (answer[0] !== 'done') return { done: false, why: answer[0], at: answer[1] };
  return { done: true, versions: answer[1], fences: answer[2].map((fence) => fence || undefined) };
}
