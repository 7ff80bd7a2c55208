-- A client has left a channel.
-- KEYS[1] clients   KEYS[2] leases   ARGV[1] client
redis.call('HDEL', KEYS[1], ARGV[1])
redis.call('ZREM', KEYS[2], ARGV[1])
return 1
