-- Forgets the open suggestion of a person, if it is this one.
-- KEYS[1] suggestions
-- ARGV[1] person   ARGV[2] suggestion
if redis.call('HGET', KEYS[1], ARGV[1]) == ARGV[2] then redis.call('HDEL', KEYS[1], ARGV[1]) end
return 1
