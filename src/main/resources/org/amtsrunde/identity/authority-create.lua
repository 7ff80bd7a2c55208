-- Adds an authority unless one of its verified domains is another's.
-- KEYS[1] authorities   KEYS[2] domains
-- ARGV[1] id   ARGV[2] JSON   ARGV[3...] verified domains
-- Reply: 1, or 0
for i = 3, #ARGV do
  if redis.call('HEXISTS', KEYS[2], ARGV[i]) == 1 then return 0 end
end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
for i = 3, #ARGV do
  redis.call('HSET', KEYS[2], ARGV[i], ARGV[1])
end
return 1
