-- KEYS and ARGV as in room.lua. Reply: empty for no member, or the summary.
if not role() then return {} end
return summary()
