-- Sets or takes back a person's reaction; the newest stands last.
-- KEYS[5] members   KEYS[6] posts   KEYS[7] gone   KEYS[8] reactions
-- ARGV[9] person   ARGV[10] message   ARGV[11] reaction   ARGV[12] "1" to set
if redis.call('HEXISTS', KEYS[5], ARGV[9]) == 0 then return refuse('not-found') end
local first = once()
if first then return first end
if not redis.call('ZSCORE', KEYS[6], ARGV[10]) then return refuse('not-found') end
if redis.call('ZSCORE', KEYS[7], ARGV[10]) then return refuse('conflict', 'the message is deleted') end
local known = redis.call('HGET', KEYS[8], ARGV[10])
local reactions = known and cjson.decode(known) or {}
local people = {}
for _, person in ipairs(reactions[ARGV[11]] or {}) do
  if person ~= ARGV[9] then people[#people + 1] = person end
end
if ARGV[12] == '1' then people[#people + 1] = ARGV[9] end
reactions[ARGV[11]] = #people > 0 and people or nil
if next(reactions) then
  redis.call('HSET', KEYS[8], ARGV[10], cjson.encode(reactions))
else
  redis.call('HDEL', KEYS[8], ARGV[10])
end
return append()
