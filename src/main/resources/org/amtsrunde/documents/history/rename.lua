-- Writes anew what is known of a version; whoever has the document open is told.
-- KEYS[5] document   KEYS[6] versions   KEYS[7] states of versions
-- ARGV[9] version   ARGV[10] what is known of it, JSON
if redis.call('HEXISTS', KEYS[6], ARGV[9]) == 0 then return refuse('not-found') end
redis.call('HSET', KEYS[6], ARGV[9], ARGV[10])
return append()
