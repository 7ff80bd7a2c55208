-- Changes what a document is called or whether it may be written to; whoever has it open looks again.
-- KEYS[5] document
-- ARGV[9] time   ARGV[10] title or empty   ARGV[11] state it must have, or empty   ARGV[12] state it gets, or empty
local state = redis.call('HGET', KEYS[5], 'state')
if not state or state == 'erased' then return refuse('not-found') end
if ARGV[11] ~= '' and state ~= ARGV[11] then return refuse('conflict', 'the document is ' .. state) end
redis.call('HSET', KEYS[5], 'updated', ARGV[9])
if ARGV[10] ~= '' then redis.call('HSET', KEYS[5], 'title', ARGV[10]) end
if ARGV[12] ~= '' then redis.call('HSET', KEYS[5], 'state', ARGV[12]) end
if ARGV[12] == 'trashed' then
  redis.call('HSETNX', KEYS[5], 'trashed', ARGV[9])
elseif ARGV[12] ~= '' then
  redis.call('HDEL', KEYS[5], 'trashed')
end
return append()
