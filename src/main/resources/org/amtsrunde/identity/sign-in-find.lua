-- Who has this sign-in. Its use is noted once a day, not with each request. Follows time.lua.
-- KEYS[1] account   KEYS[2] sign-ins
-- ARGV[1] id of the sign-in   ARGV[2] SHA-256 of its secret; empty if that was checked before
-- ARGV[3] ms a sign-in lives unused   ARGV[4] ms it lives at all
-- Reply: the roles, or nil if the sign-in does not live
local kept = redis.call('HGET', KEYS[2], ARGV[1])
if not kept then return nil end
local hash, made, used = read(kept)
if ARGV[2] ~= '' and ARGV[2] ~= hash then return nil end
local at = now()
if over(made, used, at, tonumber(ARGV[3]), tonumber(ARGV[4])) then
  redis.call('HDEL', KEYS[2], ARGV[1])
  return nil
end
local account = redis.call('HMGET', KEYS[1], 'roles', 'disabled')
if not account[1] or account[2] then return nil end
if at - used > 86400000 then redis.call('HSET', KEYS[2], ARGV[1], write(hash, made, at)) end
return account[1]
