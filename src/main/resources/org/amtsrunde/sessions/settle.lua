-- Says when somebody has to look again, if nobody has said so meanwhile.
-- KEYS[1] due   ARGV[1] room   ARGV[2] claim   ARGV[3] ms of the store's clock, or empty for never
local score = redis.call('ZSCORE', KEYS[1], ARGV[1])
if not score or tonumber(score) ~= tonumber(ARGV[2]) then return 0 end
if ARGV[3] == '' then return redis.call('ZREM', KEYS[1], ARGV[1]) end
redis.call('ZADD', KEYS[1], ARGV[3], ARGV[1])
return 1
