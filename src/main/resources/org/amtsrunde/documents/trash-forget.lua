-- Takes a document from the list of the trash, unless it was put there again meanwhile.
-- KEYS[1] trash, sorted set document -> ms when it was put there
-- ARGV[1] document   ARGV[2] the newest time that is meant
local at = redis.call('ZSCORE', KEYS[1], ARGV[1])
if at and tonumber(at) <= tonumber(ARGV[2]) then redis.call('ZREM', KEYS[1], ARGV[1]) end
return 1
