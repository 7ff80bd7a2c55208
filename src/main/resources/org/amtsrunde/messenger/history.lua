-- KEYS and ARGV as in room.lua, and ARGV[2] newest, before, after or around   ARGV[3] offset   ARGV[4] limit
-- Reply: empty for no member, or {head, older messages newest first, newer messages oldest first}
if not role() then return {} end
local part, offset, limit = ARGV[2], ARGV[3], tonumber(ARGV[4])
local older, newer = {}, {}
if part == 'newest' then
  older = page('ZREVRANGEBYSCORE', '+inf', '-inf', limit)
elseif part == 'before' then
  older = page('ZREVRANGEBYSCORE', '(' .. offset, '-inf', limit)
elseif part == 'after' then
  newer = page('ZRANGEBYSCORE', '(' .. offset, '+inf', limit)
else
  older = page('ZREVRANGEBYSCORE', offset, '-inf', math.floor(limit / 2) + 1)
  newer = page('ZRANGEBYSCORE', '(' .. offset, '+inf', limit - #older)
end
return {head(), older, newer}
