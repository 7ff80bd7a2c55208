-- What a node tells of its people, if it is newer than what is known.
-- KEYS[1] hash of the node: person -> choice, "#" -> version
-- ARGV[1] version known
-- Reply: {} if the node tells nothing any more, {version} if nothing is newer, else {version, {field, value ...}}
local version = redis.call('HGET', KEYS[1], '#')
if not version then return {} end
if tonumber(version) <= tonumber(ARGV[1]) then return {version} end
return {version, redis.call('HGETALL', KEYS[1])}
