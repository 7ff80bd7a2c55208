-- A client is in a channel, from now for the length of a lease.
-- KEYS[1] clients (hash client -> info)   KEYS[2] leases (sorted set client -> end, ms of the store's clock)
-- ARGV[1] client   ARGV[2] info   ARGV[3] length of the lease in ms
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('ZADD', KEYS[2], string.format('%.0f', now + tonumber(ARGV[3])), ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
redis.call('PEXPIRE', KEYS[2], ARGV[3])
return 1
