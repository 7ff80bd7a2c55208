-- Adds a member, who has read everything so far.
-- KEYS[5] members   KEYS[6] reads   KEYS[7] announce
-- ARGV[9] who invites   ARGV[10] person   ARGV[11] role   ARGV[12] most members
if redis.call('HEXISTS', KEYS[5], ARGV[9]) == 0 then return refuse('not-found') end
local first = once()
if first then return first end
if redis.call('HEXISTS', KEYS[5], ARGV[10]) == 1 then return unchanged() end
if redis.call('HLEN', KEYS[5]) >= tonumber(ARGV[12]) then
  return refuse('invalid', 'the room has ' .. ARGV[12] .. ' members, which is the most')
end
local answer = append()
redis.call('HSET', KEYS[5], ARGV[10], ARGV[11])
redis.call('HSET', KEYS[6], ARGV[10], answer[3])
redis.call('SADD', KEYS[7], ARGV[10])
return answer
