-- Lets in a guest who waits. Doing it again changes nothing.
-- KEYS[5] guests   ARGV[9] guest
local guest = redis.call('HGET', KEYS[5], 'g:' .. ARGV[9])
if not guest then return refuse('not-found') end
local waited, replaced = string.gsub(guest, '^(%S+) waiting ', '%1 in ')
if replaced == 0 then
  local epoch, offset = head()
  return {'known', epoch, string.format('%.0f', offset), ''}
end
redis.call('HSET', KEYS[5], 'g:' .. ARGV[9], waited)
return append()
