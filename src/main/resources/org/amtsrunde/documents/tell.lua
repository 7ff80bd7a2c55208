-- Tells whoever has a document open of something beside it.
-- KEYS[5] document
local state = redis.call('HGET', KEYS[5], 'state')
if not state or state == 'erased' then return refuse('not-found') end
return append()
