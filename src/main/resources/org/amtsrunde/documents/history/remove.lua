-- Deletes a version.
-- KEYS[1] document   KEYS[2] versions   KEYS[3] states of versions
-- ARGV[1] version
-- Reply: 1, or 0 where there is no such version
redis.call('HDEL', KEYS[3], ARGV[1])
return redis.call('HDEL', KEYS[2], ARGV[1])
