-- Keeps a version of a document, instead of some that have become superfluous.
-- KEYS[1] document   KEYS[2] versions   KEYS[3] states of versions
-- ARGV[1] version   ARGV[2] what is known of it, JSON   ARGV[3] state   ARGV[4] most versions   ARGV[5] most bytes of states
-- ARGV[6] kind that stays in any case   ARGV[7 ...] versions that go
-- Reply: 1; 2 if there would be too much, and then all stays as it was; 0 if the document is gone
local state = redis.call('HGET', KEYS[1], 'state')
if not state or state == 'erased' then return 0 end
local going = {}
for i = 7, #ARGV do
  local version = redis.call('HGET', KEYS[2], ARGV[i])
  if version and cjson.decode(version).kind ~= ARGV[6] then going[ARGV[i]] = true end
end
local count, bytes = 1, #ARGV[3]
for _, id in ipairs(redis.call('HKEYS', KEYS[3])) do
  if not going[id] then
    count = count + 1
    bytes = bytes + redis.call('HSTRLEN', KEYS[3], id)
  end
end
if count > tonumber(ARGV[4]) or bytes > tonumber(ARGV[5]) then return 2 end
for id in pairs(going) do redis.call('HDEL', KEYS[2], id); redis.call('HDEL', KEYS[3], id) end
redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
redis.call('HSET', KEYS[3], ARGV[1], ARGV[3])
return 1
