-- KEYS and ARGV as in room.lua, and ARGV[2] how many messages.
-- Reply: empty for no member, or {summary, {person, role ...}, newest messages first}
if not role() then return {} end
return {summary(), redis.call('HGETALL', KEYS[3]), page('ZREVRANGEBYSCORE', '+inf', '-inf', tonumber(ARGV[2]))}
