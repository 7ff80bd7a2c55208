-- Keeps what somebody has written or voted, as long as the step is open.
-- KEYS[1] session   KEYS[2] held
-- ARGV[1] step and kind, such as t3   ARGV[2] field   ARGV[3] value, empty to take it back   ARGV[4] most fields
-- ARGV[5] seconds to keep it
-- Reply: 'held', 'over' or 'full'
if redis.call('HGET', KEYS[1], 'open') ~= ARGV[1] then return 'over' end
if ARGV[3] == '' then
  redis.call('HDEL', KEYS[2], ARGV[2])
else
  if redis.call('HEXISTS', KEYS[2], ARGV[2]) == 0 and redis.call('HLEN', KEYS[2]) >= tonumber(ARGV[4]) then
    return 'full'
  end
  redis.call('HSET', KEYS[2], ARGV[2], ARGV[3])
  redis.call('EXPIRE', KEYS[2], ARGV[5])
end
redis.call('HINCRBY', KEYS[1], 'writes', 1)
return 'held'
