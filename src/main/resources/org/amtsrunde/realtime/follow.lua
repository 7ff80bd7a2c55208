-- A node starts, or goes on, to serve a channel.
-- KEYS[1] head   KEYS[2] interest
-- ARGV[1] node   ARGV[2] length of its lease in ms   ARGV[3] epoch to use if the log has none yet
-- Reply: "<epoch> <offset>"; an empty log is given its epoch now, so that a position in it can be told.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now)
redis.call('ZADD', KEYS[2], string.format('%.0f', now + tonumber(ARGV[2])), ARGV[1])
redis.call('PEXPIRE', KEYS[2], tonumber(ARGV[2]) * 2)
local head = redis.call('GET', KEYS[1])
if not head then
  head = ARGV[3] .. ' 0'
  redis.call('SET', KEYS[1], head)
end
return head
