-- A node renews its lease and learns who else is alive.
-- KEYS[1] nodes (sorted set node -> end of lease, ms of the store's clock)
-- ARGV[1] node   ARGV[2] length of the lease in ms
-- Reply: the nodes alive
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZADD', KEYS[1], string.format('%.0f', now + tonumber(ARGV[2])), ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', string.format('%.0f', now))
return redis.call('ZRANGE', KEYS[1], 0, -1)
