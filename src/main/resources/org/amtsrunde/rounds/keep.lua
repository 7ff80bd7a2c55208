-- Keeps the schedule of a round, if nobody has changed it since it was read.
-- KEYS[5] schedule, "<revision> <JSON>"
-- ARGV[9] revision that was read, 0 for none   ARGV[10] JSON   ARGV[11] what to say if it is another
local kept = redis.call('GET', KEYS[5])
local revision = kept and string.match(kept, '^(%d+) ') or '0'
if revision ~= ARGV[9] then return refuse('conflict', ARGV[11]) end
redis.call('SET', KEYS[5], string.format('%.0f', revision + 1) .. ' ' .. ARGV[10])
return append()
