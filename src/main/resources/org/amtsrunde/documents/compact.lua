-- Puts a snapshot in the place of the entries that it holds.
-- KEYS[1] document   KEYS[2] snapshot   KEYS[3] log   KEYS[4] compaction   KEYS[5] head   KEYS[6] authors
-- ARGV[1] who holds the lease   ARGV[2] generation it was made from   ARGV[3] epoch   ARGV[4] last entry in it   ARGV[5] snapshot
-- ARGV[6] bytes that it replaces   ARGV[7] who wrote what is in it
-- Reply: 1, or 0 if somebody else was faster or the document is gone
if redis.call('GET', KEYS[4]) ~= ARGV[1] then return 0 end
local known = redis.call('HMGET', KEYS[1], 'state', 'generation', 'bytes')
local epoch = string.match(redis.call('GET', KEYS[5]) or '', '^(%S+) ')
if not known[1] or known[1] == 'erased' or known[2] ~= ARGV[2] or epoch ~= ARGV[3] then return 0 end
redis.call('SET', KEYS[2], ARGV[5])
redis.call('SET', KEYS[6], ARGV[7])
redis.call('HSET', KEYS[1], 'generation', string.format('%.0f', tonumber(known[2]) + 1), 'upto', ARGV[4],
  'bytes', string.format('%.0f', math.max(0, tonumber(known[3]) - tonumber(ARGV[6])) + #ARGV[5]))
redis.call('XTRIM', KEYS[3], 'MINID', '=', string.format('%.0f', tonumber(ARGV[4]) + 1) .. '-0')
redis.call('DEL', KEYS[4])
return 1
