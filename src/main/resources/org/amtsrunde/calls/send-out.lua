-- A guest may take part no more. KEYS and ARGV as in call.lua.
redis.call('SREM', KEYS[3], ARGV[1])
local me = mine()
if me then remove(me) end
return answer()
