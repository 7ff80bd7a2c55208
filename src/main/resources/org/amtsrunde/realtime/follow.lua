-- A node starts, or goes on, to serve a channel; what its first subscriber has missed comes along, for others will have missed it too.
-- KEYS[1] head   KEYS[2] interest   KEYS[3] log
-- ARGV[1] node   ARGV[2] length of its lease in ms   ARGV[3] epoch to use if the log has none yet
-- ARGV[4] epoch and ARGV[5] offset of the subscriber   ARGV[6] most entries that it may have missed, otherwise none of them
-- Reply: as that of read.lua; an empty log is given its epoch now, so that a position in it can be told.
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
local epoch, last = string.match(head, '^(%S+) (%d+)$')
local missed = tonumber(last) - tonumber(ARGV[5])
if epoch ~= ARGV[4] or missed <= 0 or missed > tonumber(ARGV[6]) then return {head, {}, ''} end
local oldest = redis.call('XRANGE', KEYS[3], '-', '+', 'COUNT', 1)[1]
local first = string.format('%.0f-0', ARGV[5] + 1)
return {head, redis.call('XRANGE', KEYS[3], first, '+', 'COUNT', ARGV[6]), oldest and oldest[1] or ''}
