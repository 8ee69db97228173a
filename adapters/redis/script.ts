import { createHash } from 'node:crypto';

/** A Lua script as it is sent: by its hash, with the text for a server that does not know it yet. */
export interface Script {
  lua: string;
  sha: string;
}

/**
 * What every script begins with. KEYS[1] is the root of one tenant's names: `pim:{tenant}`. The names below it are made
 * here, because a claim learns only from the due set which records it takes; they share the tag in braces, so that all
 * of them lie in the slot of KEYS[1]. ARGV[1] is the skew. Redis TIME is the only clock.
 *
 * A record is a hash: value (JSON), version, fence, lease (when it ends), ends (of its ttl), and one field `in:SET` for
 * each set that it is in. A ttl counts as over by `now`, which may be ahead of the server's own clock; what the server
 * drops by itself leaves its name in the due set and in sets, where the next reader removes it.
 */
const PRELUDE = `
local root, skew = KEYS[1], math.floor(tonumber(ARGV[1]))
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000) + skew
local dues, trail, fences = root .. ':due', root .. ':audit', root .. ':fence'

local function record(member) return root .. ':record:' .. member end
local function set(name) return root .. ':set:' .. name end
local function once(name) return root .. ':once:' .. name end

local function alive(member)
  local seen = redis.call('HMGET', record(member), 'version', 'ends')
  return seen[1] and not (seen[2] and tonumber(seen[2]) <= now)
end

local function erase(member)
  for _, field in ipairs(redis.call('HKEYS', record(member))) do
    if field:sub(1, 3) == 'in:' then redis.call('SREM', set(field:sub(4)), member) end
  end
  redis.call('DEL', record(member))
  redis.call('ZREM', dues, member)
end

-- A set lives as long as the last of its members, so that none is left behind when records die of their ttl.
local function keepSets(member)
  local ends = redis.call('HGET', record(member), 'ends')
  for _, field in ipairs(redis.call('HKEYS', record(member))) do
    if field:sub(1, 3) == 'in:' then
      local name = set(field:sub(4))
      local left = redis.call('PTTL', name)
      local at = ends and tonumber(ends) - skew
      if not at then redis.call('PERSIST', name)
      elseif redis.call('SCARD', name) == 1 or (left >= 0 and now - skew + left < at) then
        redis.call('PEXPIREAT', name, at)
      end
    end
  end
end

local function lease(member, ms, held)
  local fence = held or redis.call('INCR', fences)
  redis.call('HSET', record(member), 'fence', fence, 'lease', now + ms)
  redis.call('ZADD', dues, now + ms, member)
  return fence
end
`;

export function script(body: string): Script {
  const lua = `${PRELUDE}${body}`;
  return { lua, sha: createHash('sha1').update(lua).digest('hex') };
}
