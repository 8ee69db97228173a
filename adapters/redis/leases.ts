import { type Claim, LEASE_MS } from '../../bot/state.js';
import { keyOf } from './keys.js';
import { script } from './script.js';

/** Takes what is due, earliest first. ARGV[2]: how many at most. ARGV[3]: length of a lease, ms. */
export const CLAIM = script(`
local limit, length = tonumber(ARGV[2]), tonumber(ARGV[3])
local claims = {}
while #claims < limit do
  local members = redis.call('ZRANGEBYSCORE', dues, '-inf', now, 'LIMIT', 0, limit - #claims)
  if #members == 0 then break end
  for _, member in ipairs(members) do
    if alive(member) then
      local fence = lease(member, length)
      local seen = redis.call('HMGET', record(member), 'value', 'version')
      claims[#claims + 1] = {member, fence, seen[1], tonumber(seen[2])}
    else
      erase(member)
    end
  end
end
return claims
`);

/** Lengthens a lease that its holder has not ended and nobody else took. ARGV: skew, member, fence, length in ms. */
export const RENEW = script(`
local member, fence, length = ARGV[2], ARGV[3], tonumber(ARGV[4])
local seen = redis.call('HMGET', record(member), 'fence', 'lease')
if not alive(member) or seen[1] ~= fence or not seen[2] then return 0 end
redis.call('HSET', record(member), 'lease', now + length)
redis.call('ZADD', dues, now + length, member)
return 1
`);

/** When the tenant's next record is due; removes what died of its ttl from the head of the due set. */
export const NEXT_DUE = script(`
while true do
  local head = redis.call('ZRANGE', dues, 0, 0, 'WITHSCORES')
  if not head[1] then return false end
  if alive(head[1]) then return head[2] end
  erase(head[1])
end
`);

export const claimArguments = (limit: number): number[] => [Math.max(0, Math.floor(limit)), LEASE_MS];

export function claimsOf(tenant: string, reply: unknown): Claim[] {
  const rows = reply as [member: string, fence: number, value: string, version: number][];
  return rows.map(([member, fence, value, version]) => ({
    key: keyOf(tenant, member),
    fence,
    value: JSON.parse(value),
    version,
  }));
}
