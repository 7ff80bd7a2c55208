-- Who is in a channel; drops those whose lease has ended.
-- KEYS[1] clients   KEYS[2] leases   ARGV none
-- Reply: client, info, client, info ...
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
for _, client in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', string.format('%.0f', now))) do
  redis.call('HDEL', KEYS[1], client)
  redis.call('ZREM', KEYS[2], client)
end
return redis.call('HGETALL', KEYS[1])
