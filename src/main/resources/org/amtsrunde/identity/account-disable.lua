-- Disables an account, ends its sign-ins and tells every node, in one step. Follows log.lua.
-- KEYS[5] account   KEYS[6] sign-ins
if redis.call('EXISTS', KEYS[5]) == 0 then return refuse('not-found') end
redis.call('HSET', KEYS[5], 'disabled', '1')
redis.call('DEL', KEYS[6])
return append()
