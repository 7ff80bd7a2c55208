-- Stores a new message of a member.
-- KEYS[5] members   KEYS[6] room   KEYS[7] posts   KEYS[8] own of the author   KEYS[9] messages   KEYS[10] entries
-- KEYS[11 ...] mentions of each mentioned person
-- ARGV[9] author   ARGV[10] message   ARGV[11] its JSON   ARGV[12] time   ARGV[13] message it answers, or empty
-- ARGV[14 ...] mentioned people, who must be members
if redis.call('HEXISTS', KEYS[5], ARGV[9]) == 0 then return refuse('not-found') end
local first = once()
if first then return first end
if ARGV[13] ~= '' and not redis.call('ZSCORE', KEYS[7], ARGV[13]) then
  return refuse('invalid', 'replyTo is no message of this room')
end
for i = 14, #ARGV do
  if redis.call('HEXISTS', KEYS[5], ARGV[i]) == 0 then return refuse('conflict', 'changed meanwhile') end
end
local answer = append()
redis.call('HSET', KEYS[6], 'last', ARGV[12])
redis.call('ZADD', KEYS[7], answer[3], ARGV[10])
redis.call('ZADD', KEYS[8], answer[3], ARGV[10])
redis.call('HSET', KEYS[9], ARGV[10], ARGV[11])
redis.call('HSET', KEYS[10], ARGV[10], answer[3])
for i = 11, #KEYS do redis.call('ZADD', KEYS[i], answer[3], ARGV[10]) end
return answer
