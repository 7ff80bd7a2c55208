-- Moves a read position forward, at most to the end of the log.
-- KEYS and ARGV as in room.lua, and ARGV[2] offset
-- Reply: empty for no member, or {1 if it moved, read offset, unread, mentions}
if not role() then return {} end
local read = tonumber(redis.call('HGET', KEYS[4], ARGV[1]) or '0')
local last = tonumber(string.match(head(), ' (%d+)$') or '0')
local wanted = math.min(tonumber(ARGV[2]), last)
local moved = wanted > read and 1 or 0
if moved == 1 then read = wanted end
local offset = string.format('%.0f', read)
if moved == 1 then redis.call('HSET', KEYS[4], ARGV[1], offset) end
local messages, mentions = unread(offset)
return {moved, offset, messages, mentions}
