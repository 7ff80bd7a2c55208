-- Erases a document for good: every byte of it goes now. What is left tells nodes that still have it open that it is gone,
-- and vanishes by itself when none of them can be there any more.
-- KEYS[5] document   KEYS[6 ...] everything else that is kept of it
-- ARGV[9] ms that the rest is kept   ARGV[10] erase only what went into the trash at this time or before; empty for any
local state = redis.call('HGET', KEYS[5], 'state')
if not state or state == 'erased' then return refuse('not-found') end
if ARGV[10] ~= '' and (state ~= 'trashed' or (redis.call('HGET', KEYS[5], 'trashed') or '') > ARGV[10]) then
  return refuse('conflict', 'the document is not in the trash for so long')
end
redis.call('DEL', KEYS[2], unpack(KEYS, 5))
redis.call('HSET', KEYS[5], 'state', 'erased')
local answer = append()
for _, key in ipairs({KEYS[1], KEYS[2], KEYS[3], KEYS[5]}) do redis.call('PEXPIRE', key, ARGV[9]) end
return answer
