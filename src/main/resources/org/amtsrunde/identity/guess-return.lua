-- Gives an attempt back that was no wrong guess; nothing if the window has ended meanwhile.
-- KEYS[1] counter
if tonumber(redis.call('GET', KEYS[1]) or '0') > 0 then redis.call('DECR', KEYS[1]) end
return 1
