-- Keeps a version of a document, instead of some that have become superfluous; whoever has the document open is told.
-- KEYS[5] document   KEYS[6] versions   KEYS[7] states of versions
-- ARGV[9] version   ARGV[10] what is known of it, JSON   ARGV[11] state   ARGV[12] most versions   ARGV[13] most bytes of states
-- ARGV[14] kind that stays in any case   ARGV[15] what to say if there would be too much; then all stays as it was
-- ARGV[16 ...] versions that go
local state = redis.call('HGET', KEYS[5], 'state')
if not state or state == 'erased' then return refuse('not-found') end
local going = {}
for i = 16, #ARGV do
  local version = redis.call('HGET', KEYS[6], ARGV[i])
  if version and cjson.decode(version).kind ~= ARGV[14] then going[ARGV[i]] = true end
end
local count, bytes = 1, #ARGV[11]
for _, id in ipairs(redis.call('HKEYS', KEYS[7])) do
  if not going[id] then
    count = count + 1
    bytes = bytes + redis.call('HSTRLEN', KEYS[7], id)
  end
end
if count > tonumber(ARGV[12]) or bytes > tonumber(ARGV[13]) then return refuse('conflict', ARGV[15]) end
for id in pairs(going) do redis.call('HDEL', KEYS[6], id); redis.call('HDEL', KEYS[7], id) end
redis.call('HSET', KEYS[6], ARGV[9], ARGV[10])
redis.call('HSET', KEYS[7], ARGV[9], ARGV[11])
return append()
