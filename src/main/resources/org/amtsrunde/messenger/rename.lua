-- Gives the room another name.
-- KEYS[5] members   KEYS[6] room
-- ARGV[9] who asks   ARGV[10] their role as the rules saw it   ARGV[11] name
local role = redis.call('HGET', KEYS[5], ARGV[9])
if not role then return refuse('not-found') end
if role ~= ARGV[10] then return refuse('conflict', 'changed meanwhile') end
redis.call('HSET', KEYS[6], 'name', ARGV[11])
return append()
