-- What a node tells of its people, written as a step or as a whole.
-- KEYS[1] hash of the node: person -> choice, "#" -> version
-- ARGV[1] life in ms   ARGV[2] version before, empty for a whole   ARGV[3] version after
-- then pairs: person, choice as JSON or empty for a person who is told of no more
-- Reply: 1, or 0 if a step does not follow what is here, or a whole is no newer
local version = redis.call('HGET', KEYS[1], '#')
if ARGV[2] == '' then
  -- An older writing of the same node may arrive late, over a connection it has given up.
  if version and tonumber(version) >= tonumber(ARGV[3]) then return 0 end
  redis.call('DEL', KEYS[1])
elseif version ~= ARGV[2] then
  return 0
end
redis.call('HSET', KEYS[1], '#', ARGV[3])
for i = 4, #ARGV, 2 do
  if ARGV[i + 1] == '' then
    redis.call('HDEL', KEYS[1], ARGV[i])
  else
    redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1])
  end
end
redis.call('PEXPIRE', KEYS[1], ARGV[1])
return 1
