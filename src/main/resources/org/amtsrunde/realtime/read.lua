-- A part of a channel log together with its end, read at one moment.
-- KEYS[1] head   KEYS[2] log
-- ARGV[1] lowest id or "-"   ARGV[2] highest id or "+"   ARGV[3] most entries, 0 for none   ARGV[4] "1" for the newest first
-- Reply: {"<epoch> <offset>" or "", {{id, {field, value ...}} ...}, id of the oldest entry that is kept or ""}
local head = redis.call('GET', KEYS[1]) or ''
if ARGV[3] == '0' then return {head, {}, ''} end
if ARGV[4] == '1' then
  return {head, redis.call('XREVRANGE', KEYS[2], ARGV[2], ARGV[1], 'COUNT', ARGV[3]), ''}
end
local oldest = redis.call('XRANGE', KEYS[2], '-', '+', 'COUNT', 1)[1]
return {head, redis.call('XRANGE', KEYS[2], ARGV[1], ARGV[2], 'COUNT', ARGV[3]), oldest and oldest[1] or ''}
