-- Takes a room out of the index of a person's rooms, unless it was written there lately: then somebody may just be joining.
-- KEYS[1] rooms of the person   ARGV[1] room   ARGV[2] how many ms are lately
local time = redis.call('TIME')
local since = redis.call('ZSCORE', KEYS[1], ARGV[1])
if since and tonumber(since) + tonumber(ARGV[2]) <= time[1] * 1000 then return redis.call('ZREM', KEYS[1], ARGV[1]) end
return 0
