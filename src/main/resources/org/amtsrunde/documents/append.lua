-- Appends an update to a document that may be written to.
-- KEYS[5] document
-- ARGV[9] epoch that the writer knows, or empty for any   ARGV[10] most bytes of a document   ARGV[11] time
local known = redis.call('HMGET', KEYS[5], 'state', 'bytes')
if not known[1] or known[1] == 'erased' then return refuse('not-found') end
if known[1] ~= 'open' then return refuse('denied', 'the document is ' .. known[1]) end
local epoch = head()
if ARGV[9] ~= '' and ARGV[9] ~= epoch then return refuse('conflict', 'the log has begun anew') end
local bytes = tonumber(known[2]) + #ARGV[5]
if bytes > tonumber(ARGV[10]) then
  return refuse('too-large', 'the document would have more than ' .. ARGV[10] .. ' bytes')
end
redis.call('HSET', KEYS[5], 'bytes', string.format('%.0f', bytes), 'updated', ARGV[11])
return append()
