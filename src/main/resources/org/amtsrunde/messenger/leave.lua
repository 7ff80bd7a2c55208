-- Takes a member out.
-- KEYS[5] members   KEYS[6] reads   KEYS[7] announce   KEYS[8] mentions of the person
-- ARGV[9] who asks   ARGV[10] their role as the rules saw it   ARGV[11] person
local role = redis.call('HGET', KEYS[5], ARGV[9])
if not role then return refuse('not-found') end
local first = once()
if first then return first end
if role ~= ARGV[10] then return refuse('conflict', 'changed meanwhile') end
if redis.call('HEXISTS', KEYS[5], ARGV[11]) == 0 then return unchanged() end
redis.call('HDEL', KEYS[5], ARGV[11])
redis.call('HDEL', KEYS[6], ARGV[11])
redis.call('SREM', KEYS[7], ARGV[11])
redis.call('DEL', KEYS[8])
return append()
