-- Takes the sessions at which somebody has to look, for a while.
-- KEYS[1] due   ARGV[1] most   ARGV[2] ms for which nobody else gets them
-- Reply: {claim, room ...}
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local claim = string.format('%.0f', now + ARGV[2])
local rooms = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now, 'LIMIT', 0, ARGV[1])
for _, room in ipairs(rooms) do redis.call('ZADD', KEYS[1], claim, room) end
return {claim, unpack(rooms)}
