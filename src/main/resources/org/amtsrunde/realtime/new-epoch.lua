-- The store has lost entries that were delivered: the log goes on in a new epoch. Whoever comes second changes nothing.
-- KEYS[1] head   ARGV[1] epoch that has to end   ARGV[2] the new one
-- Reply: "<epoch> <offset>" as it is now
local head = redis.call('GET', KEYS[1])
if not head then
  head = ARGV[2] .. ' 0'
  redis.call('SET', KEYS[1], head)
  return head
end
local epoch, offset = string.match(head, '^(%S+) (%d+)$')
if epoch == ARGV[1] then
  head = ARGV[2] .. ' ' .. offset
  redis.call('SET', KEYS[1], head)
end
return head
