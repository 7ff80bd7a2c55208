-- Writes anew what is known of a version.
-- KEYS[1] document   KEYS[2] versions   KEYS[3] states of versions
-- ARGV[1] version   ARGV[2] what is known of it, JSON
-- Reply: 1, or 0 where there is no such version
if redis.call('HEXISTS', KEYS[2], ARGV[1]) == 0 then return 0 end
redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
return 1
