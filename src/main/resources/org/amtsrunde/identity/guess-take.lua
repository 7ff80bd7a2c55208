-- Takes one attempt from a budget. The window begins with the first attempt and is not prolonged by later ones.
-- KEYS[1] counter
-- ARGV[1] budget   ARGV[2] window in ms
-- Reply: 0 if there was one left, else how many ms until there are new ones
if tonumber(redis.call('GET', KEYS[1]) or '0') >= tonumber(ARGV[1]) then
  return math.max(1, redis.call('PTTL', KEYS[1]))
end
if redis.call('INCR', KEYS[1]) == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return 0
