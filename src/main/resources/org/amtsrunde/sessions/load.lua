-- A session with what people hold back.
-- KEYS[1] session   KEYS[2] held
-- Reply: {ms of the store's clock, rev or '', JSON, writes, step and kind that are open, {field, value ...}}
local time = redis.call('TIME')
local now = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000))
local known = redis.call('HMGET', KEYS[1], 'rev', 'json', 'writes', 'open')
return {now, known[1] or '', known[2] or '', known[3] or '0', known[4] or '', redis.call('HGETALL', KEYS[2])}
