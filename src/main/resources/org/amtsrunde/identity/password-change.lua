-- Sets a new password, ends all sign-ins but one and tells every node, in one step. Follows log.lua.
-- KEYS[5] account   KEYS[6] sign-ins
-- ARGV[9] hash of the password that was verified   ARGV[10] hash of the new one   ARGV[11] id of the sign-in that stays
if redis.call('HGET', KEYS[5], 'password') ~= ARGV[9] then
  return refuse('conflict', 'the password was changed meanwhile')
end
redis.call('HSET', KEYS[5], 'password', ARGV[10])
for _, id in ipairs(redis.call('HKEYS', KEYS[6])) do
  if id ~= ARGV[11] then redis.call('HDEL', KEYS[6], id) end
end
return append()
