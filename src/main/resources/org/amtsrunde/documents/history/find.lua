-- A version and what stood in it.
-- KEYS[1] document   KEYS[2] versions   KEYS[3] states of versions
-- ARGV[1] version
-- Reply: {version, state}, or empty where there is none
local version = redis.call('HGET', KEYS[2], ARGV[1])
local state = redis.call('HGET', KEYS[3], ARGV[1])
if not version or not state then return {} end
return {version, state}
