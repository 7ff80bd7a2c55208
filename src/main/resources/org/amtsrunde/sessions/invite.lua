-- Keeps a new link for a guest, as long as the session to which it leads is not over.
-- KEYS[5] session   KEYS[6] guests
-- ARGV[9] start of the session   ARGV[10] link   ARGV[11] SHA-256 of its secret   ARGV[12] who makes it
-- ARGV[13] most guests and links   ARGV[14] ms of the store's clock when the session is over at the latest
if redis.call('HGET', KEYS[5], 'guests') ~= ARGV[9] then return refuse('conflict', 'the session is over') end
if redis.call('HLEN', KEYS[6]) >= tonumber(ARGV[13]) then
  return refuse('conflict', 'there are too many guests and open links')
end
redis.call('HSET', KEYS[6], 'l:' .. ARGV[10], table.concat({ARGV[11], ARGV[12], string.format('%.0f', now())}, ' '))
redis.call('PEXPIREAT', KEYS[6], ARGV[14])
return append()
