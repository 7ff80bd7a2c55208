-- Takes the role of administrator away, but from the last one.
-- KEYS[1] administrators
-- ARGV[1] person
-- Reply: 1, or 0 for the last one
if redis.call('SISMEMBER', KEYS[1], ARGV[1]) == 0 then return 1 end
if redis.call('SCARD', KEYS[1]) == 1 then return 0 end
return redis.call('SREM', KEYS[1], ARGV[1])
