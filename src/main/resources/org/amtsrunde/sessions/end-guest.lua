-- Takes back a link that nobody has used, or what a guest may.
-- KEYS[5] guests   ARGV[9] field of the link or the guest
if redis.call('HDEL', KEYS[5], ARGV[9]) == 0 then return refuse('not-found') end
return append()
