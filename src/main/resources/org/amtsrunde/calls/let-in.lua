-- A guest may take part. KEYS as in call.lua.
-- ARGV[4] ms of the store's clock when all guests of the session have to be gone
redis.call('SADD', KEYS[3], ARGV[1])
redis.call('PEXPIREAT', KEYS[3], ARGV[4])
return answer()
