-- Founds a room with its first members; each of them is one entry of the log.
-- KEYS[5] room   KEYS[6] members   KEYS[7] reads   KEYS[8] announce
-- ARGV[9] fingerprint   ARGV[10] name   ARGV[11] kind   ARGV[12] time
-- ARGV[13 ...] person, role, data of the entry; the last entry is the one in ARGV[5]
local made = redis.call('HGET', KEYS[5], 'made')
if made == ARGV[9] then return unchanged() end
if made then return refuse('conflict', 'this cid was used with another body') end
redis.call('HSET', KEYS[5], 'made', ARGV[9], 'name', ARGV[10], 'kind', ARGV[11], 'created', ARGV[12])
local answer
for i = 13, #ARGV, 3 do
  ARGV[5] = ARGV[i + 2]
  answer = append()
  redis.call('HSET', KEYS[6], ARGV[i], ARGV[i + 1])
  redis.call('SADD', KEYS[8], ARGV[i])
end
for i = 13, #ARGV, 3 do redis.call('HSET', KEYS[7], ARGV[i], answer[3]) end
return answer
