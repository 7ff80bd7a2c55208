-- Ends one sign-in or all of them and tells every node, in one step. Follows log.lua.
-- KEYS[5] sign-ins
-- ARGV[9] id of the sign-in, or * for all
if ARGV[9] == '*' then
  redis.call('DEL', KEYS[5])
else
  redis.call('HDEL', KEYS[5], ARGV[9])
end
return append()
