-- Stores the same password with a stronger hash, unless it was changed meanwhile.
-- KEYS[1] account
-- ARGV[1] hash that was verified   ARGV[2] the stronger one
if redis.call('HGET', KEYS[1], 'password') ~= ARGV[1] then return 0 end
redis.call('HSET', KEYS[1], 'password', ARGV[2])
return 1
