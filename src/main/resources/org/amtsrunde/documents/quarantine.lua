-- Keeps an update apart that could never be integrated.
-- KEYS[1] document   KEYS[2] quarantine
-- ARGV[1] update   ARGV[2] how many are kept   ARGV[3] for how many seconds
local state = redis.call('HGET', KEYS[1], 'state')
if not state or state == 'erased' then return 0 end
redis.call('LPUSH', KEYS[2], ARGV[1])
redis.call('LTRIM', KEYS[2], 0, ARGV[2] - 1)
redis.call('EXPIRE', KEYS[2], ARGV[3])
return 1
