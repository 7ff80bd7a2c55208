-- Deletes a version; whoever has the document open is told.
-- KEYS[5] document   KEYS[6] versions   KEYS[7] states of versions
-- ARGV[9] version
redis.call('HDEL', KEYS[7], ARGV[9])
if redis.call('HDEL', KEYS[6], ARGV[9]) == 0 then return refuse('not-found') end
return append()
