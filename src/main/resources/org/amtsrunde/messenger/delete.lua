-- Leaves a placeholder of a message: its text goes from the messages and from every entry of the log that carries it.
-- KEYS[5] members   KEYS[6] posts   KEYS[7] gone   KEYS[8] own of the author   KEYS[9] messages   KEYS[10] reactions
-- KEYS[11] entries   KEYS[12 ...] mentions of each mentioned person
-- ARGV[9] who asks   ARGV[10] their role as the rules saw it   ARGV[11] message   ARGV[12] its JSON before
-- ARGV[13] its entries   ARGV[14] JSON of the placeholder
local role = redis.call('HGET', KEYS[5], ARGV[9])
if not role then return refuse('not-found') end
local first = once()
if first then return first end
local entries = redis.call('HGET', KEYS[11], ARGV[11])
if not entries then return refuse('conflict', 'the message is deleted') end
if role ~= ARGV[10] or entries ~= ARGV[13] or redis.call('HGET', KEYS[9], ARGV[11]) ~= ARGV[12] then
  return refuse('conflict', 'changed meanwhile')
end
local answer = append()
for offset in string.gmatch(entries, '%d+') do redis.call('XDEL', KEYS[2], offset .. '-0') end
redis.call('HSET', KEYS[9], ARGV[11], ARGV[14])
redis.call('HDEL', KEYS[10], ARGV[11])
redis.call('HDEL', KEYS[11], ARGV[11])
redis.call('ZADD', KEYS[7], redis.call('ZSCORE', KEYS[6], ARGV[11]), ARGV[11])
redis.call('ZREM', KEYS[8], ARGV[11])
for i = 12, #KEYS do redis.call('ZREM', KEYS[i], ARGV[11]) end
return answer
