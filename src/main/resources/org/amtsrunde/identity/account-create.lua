-- Creates an account, once.
-- KEYS[1] account
-- ARGV    field value ...
-- Reply: 1, or 0 if it is there already
if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
redis.call('HSET', KEYS[1], unpack(ARGV))
return 1
