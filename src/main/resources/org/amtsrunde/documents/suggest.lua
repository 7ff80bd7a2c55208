-- Notes that a person has an open suggestion, unless they have one.
-- KEYS[1] document   KEYS[2] suggestions
-- ARGV[1] person   ARGV[2] suggestion   ARGV[3] one that may be noted and is gone, or empty   ARGV[4] most of them
-- Reply: the suggestion that is noted now; "full" if there are too many; empty if there is no such document
local state = redis.call('HGET', KEYS[1], 'state')
if not state or state == 'erased' then return '' end
local known = redis.call('HGET', KEYS[2], ARGV[1])
if known and known ~= ARGV[3] then return known end
if not known and redis.call('HLEN', KEYS[2]) >= tonumber(ARGV[4]) then return 'full' end
redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
return ARGV[2]
