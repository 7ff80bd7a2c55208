-- Gives back the right to compact.
-- KEYS[1] compaction
-- ARGV[1] who holds it
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
return 1
