-- Gives a message another text, if it still is what the rules saw.
-- KEYS[5] members   KEYS[6] posts   KEYS[7] messages   KEYS[8] reactions   KEYS[9] entries
-- KEYS[10 ...] mentions of each person: first of those no longer mentioned, then of those mentioned now
-- ARGV[9] author   ARGV[10] message   ARGV[11] its JSON before   ARGV[12] its reactions   ARGV[13] its JSON
-- ARGV[14] how many are no longer mentioned   ARGV[15 ...] who is mentioned now; they must be members
if redis.call('HEXISTS', KEYS[5], ARGV[9]) == 0 then return refuse('not-found') end
local first = once()
if first then return first end
local entries = redis.call('HGET', KEYS[9], ARGV[10])
if not entries then return refuse('conflict', 'the message is deleted') end
if redis.call('HGET', KEYS[7], ARGV[10]) ~= ARGV[11]
    or (redis.call('HGET', KEYS[8], ARGV[10]) or '') ~= ARGV[12] then
  return refuse('conflict', 'changed meanwhile')
end
for i = 15, #ARGV do
  if redis.call('HEXISTS', KEYS[5], ARGV[i]) == 0 then return refuse('conflict', 'changed meanwhile') end
end
local answer = append()
redis.call('HSET', KEYS[7], ARGV[10], ARGV[13])
redis.call('HSET', KEYS[9], ARGV[10], entries .. ' ' .. answer[3])
local place = redis.call('ZSCORE', KEYS[6], ARGV[10])
local gone = tonumber(ARGV[14])
for i = 10, #KEYS do
  if i < 10 + gone then redis.call('ZREM', KEYS[i], ARGV[10]) else redis.call('ZADD', KEYS[i], place, ARGV[10]) end
end
return answer
