-- A node says that it has people, and learns which others have or had a moment ago.
-- KEYS[1] nodes: node -> end of what it tells, ms of the store's clock
-- ARGV[1] node   ARGV[2] life in ms
-- Reply: the nodes
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZADD', KEYS[1], string.format('%.0f', now + tonumber(ARGV[2])), ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', string.format('%.0f', now))
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return redis.call('ZRANGE', KEYS[1], 0, -1)
