import type { Stored } from '../../bot/state.js';
import { keyOf } from './keys.js';
import { script } from './script.js';

/** ARGV[2]: the record's member name. */
export const READ = script(`
if not alive(ARGV[2]) then return false end
return redis.call('HMGET', record(ARGV[2]), 'value', 'version')
`);

/** ARGV[2]: the set. A name that is left of a record which died of its ttl goes now; `in:` tells it from a later namesake. */
export const MEMBERS = script(`
local members = {}
for _, member in ipairs(redis.call('SMEMBERS', set(ARGV[2]))) do
  if alive(member) and redis.call('HEXISTS', record(member), 'in:' .. ARGV[2]) == 1 then
    members[#members + 1] = member
  else
    redis.call('SREM', set(ARGV[2]), member)
  end
end
return members
`);

export function storedOf<T>(reply: unknown): Stored<T> | undefined {
  if (!reply) return undefined;
  const [value, version] = reply as [string, string];
  return { value: JSON.parse(value) as T, version: Number(version) };
}

export const idsOf = (tenant: string, reply: unknown): string[] =>
  (reply as string[]).map((member) => keyOf(tenant, member).id);
