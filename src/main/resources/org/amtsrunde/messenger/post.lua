-- Stores a new message of a member.
-- KEYS[5] members   KEYS[6] room   KEYS[7] posts   KEYS[8] own of the author   KEYS[9] messages   KEYS[10] entries
-- KEYS[11 ...] mentions of each mentioned person
-- ARGV[9] author   ARGV[10] message   ARGV[11] its JSON   ARGV[12] time   ARGV[13] message it answers, or empty
-- ARGV[14 ...] mentioned people; whoever is no member is taken out of the data and of the JSON
if redis.call('HEXISTS', KEYS[5], ARGV[9]) == 0 then return refuse('not-found') end
local first = once()
if first then return first end
if ARGV[13] ~= '' and not redis.call('ZSCORE', KEYS[7], ARGV[13]) then
  return refuse('invalid', 'replyTo is no message of this room')
end
local members, keys = {}, {}
for i = 14, #ARGV do
  if redis.call('HEXISTS', KEYS[5], ARGV[i]) == 1 then
    members[#members + 1] = '"' .. ARGV[i] .. '"'
    keys[#keys + 1] = KEYS[i - 3]
  end
end
local fewer = #members < #ARGV - 13
if fewer then
  -- Within a text every quote is escaped: this is the list itself.
  local list = #members > 0 and ',"mentions":[' .. table.concat(members, ',') .. ']' or ''
  for _, i in ipairs({5, 11}) do ARGV[i] = string.gsub(ARGV[i], ',"mentions":%[[^%]]*%]', list) end
end
local answer = append()
if fewer then
  answer[1] = 'rewritten'
  table.insert(answer, 5, ARGV[5])
end
redis.call('HSET', KEYS[6], 'last', ARGV[12])
redis.call('ZADD', KEYS[7], answer[3], ARGV[10])
redis.call('ZADD', KEYS[8], answer[3], ARGV[10])
redis.call('HSET', KEYS[9], ARGV[10], ARGV[11])
redis.call('HSET', KEYS[10], ARGV[10], answer[3])
for _, key in ipairs(keys) do redis.call('ZADD', key, answer[3], ARGV[10]) end
return answer
