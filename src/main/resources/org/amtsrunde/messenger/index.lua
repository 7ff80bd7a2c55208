-- Writes a room into the index of a person's rooms.
-- KEYS[1] rooms of the person   ARGV[1] room
local time = redis.call('TIME')
return redis.call('ZADD', KEYS[1], string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000)), ARGV[1])
