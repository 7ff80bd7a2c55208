-- Keeps a thread of a document, or removes it, if it is still what that was decided on; whoever has the document open is told.
-- KEYS[5] document   KEYS[6] threads, hash thread -> "<revision> <JSON>"
-- KEYS[7] threads that are gone, sorted set thread -> second when it went
-- ARGV[9] thread   ARGV[10] revision that it must have, 0 where there must be none   ARGV[11] JSON, or empty to remove it
-- ARGV[12] what to say if it has changed   ARGV[13] most threads   ARGV[14] most bytes of all of them
-- ARGV[15] for how many seconds a thread that is gone cannot be opened again
local state = redis.call('HGET', KEYS[5], 'state')
if not state or state == 'erased' then return refuse('not-found') end
if state == 'trashed' then return refuse('denied', 'the document is trashed') end
local known = redis.call('HGET', KEYS[6], ARGV[9]) or ''
if (string.match(known, '^%d+') or '0') ~= ARGV[10] then return refuse('conflict', ARGV[12]) end
if ARGV[11] == '' then
  local now = tonumber(redis.call('TIME')[1])
  redis.call('HDEL', KEYS[6], ARGV[9])
  redis.call('ZREMRANGEBYSCORE', KEYS[7], '-inf', now - tonumber(ARGV[15]))
  redis.call('ZADD', KEYS[7], now, ARGV[9])
  redis.call('EXPIRE', KEYS[7], ARGV[15])
  return append()
end
if known == '' and redis.call('ZSCORE', KEYS[7], ARGV[9]) then return refuse('not-found') end
local _, offset = head()
local kept = string.format('%.0f', offset + 1) .. ' ' .. ARGV[11]
if known == '' and redis.call('HLEN', KEYS[6]) >= tonumber(ARGV[13]) then
  return refuse('conflict', 'the document has ' .. ARGV[13] .. ' threads, the most')
end
if #kept > #known then
  local bytes = #kept - #known
  for _, thread in ipairs(redis.call('HKEYS', KEYS[6])) do bytes = bytes + redis.call('HSTRLEN', KEYS[6], thread) end
  if bytes > tonumber(ARGV[14]) then
    return refuse('conflict', 'the comments of the document have ' .. ARGV[14] .. ' bytes, the most')
  end
end
redis.call('HSET', KEYS[6], ARGV[9], kept)
return append()
