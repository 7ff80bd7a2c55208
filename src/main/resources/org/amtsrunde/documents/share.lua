-- Gives a person a role in a document, or takes it; whoever has it open looks again.
-- KEYS[5] document   KEYS[6] shares
-- ARGV[9] person   ARGV[10] role, or empty to take it   ARGV[11] most people
local state = redis.call('HGET', KEYS[5], 'state')
if not state or state == 'erased' then return refuse('not-found') end
if ARGV[10] == '' then
  redis.call('HDEL', KEYS[6], ARGV[9])
else
  if redis.call('HLEN', KEYS[6]) >= tonumber(ARGV[11]) and redis.call('HEXISTS', KEYS[6], ARGV[9]) == 0 then
    return refuse('invalid', 'the document is shared with ' .. ARGV[11] .. ' people, which is the most')
  end
  redis.call('HSET', KEYS[6], ARGV[9], ARGV[10])
end
return append()
