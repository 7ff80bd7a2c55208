-- Keeps the next state of a session if it still is what the rules saw.
-- KEYS[5] session   KEYS[6] held   KEYS[7] guests and their links
-- ARGV[9] rev that the rules saw, 0 for none   ARGV[10] JSON   ARGV[11] step and kind that are open, such as t3, or empty
-- ARGV[12] writes that the rules saw, where what was held back has come to light; else empty
-- ARGV[13] seconds to keep it   ARGV[14] start of the session to which guests may come; empty when it is over
local known = redis.call('HMGET', KEYS[5], 'rev', 'writes', 'guests')
if (known[1] or '0') ~= ARGV[9] then return refuse('conflict', 'changed meanwhile') end
if ARGV[12] ~= '' then
  if (known[2] or '0') ~= ARGV[12] then return refuse('conflict', 'changed meanwhile') end
  redis.call('DEL', KEYS[6])
end
-- With the session ends all that was of its guests.
if known[3] and known[3] ~= ARGV[14] then redis.call('DEL', KEYS[7]) end
redis.call('HSET', KEYS[5], 'rev', string.format('%.0f', tonumber(ARGV[9]) + 1), 'json', ARGV[10], 'open', ARGV[11],
  'guests', ARGV[14])
redis.call('EXPIRE', KEYS[5], ARGV[13])
return append()
