-- A room as one of its members sees it. Prelude of the scripts that read; each of them sees one moment.
-- KEYS[1] head   KEYS[2] room   KEYS[3] members   KEYS[4] reads   KEYS[5] announce   KEYS[6] posts   KEYS[7] gone
-- KEYS[8] own of the person   KEYS[9] mentions of the person   KEYS[10] messages   KEYS[11] reactions
-- ARGV[1] person

local function role()
  return redis.call('HGET', KEYS[3], ARGV[1])
end

local function head()
  return redis.call('GET', KEYS[1]) or ''
end

-- How many unread messages and mentions there are after an offset: counted from the places of the messages.
local function unread(offset)
  local from = '(' .. offset
  local function after(key) return redis.call('ZCOUNT', key, from, '+inf') end
  return after(KEYS[6]) - after(KEYS[7]) - after(KEYS[8]), after(KEYS[9])
end

-- {head, name, kind, role, members, unread, mentions, read offset, last, to be announced, member ids of a direct room}
local function summary()
  local room = redis.call('HMGET', KEYS[2], 'name', 'kind', 'last')
  local read = redis.call('HGET', KEYS[4], ARGV[1]) or '0'
  local messages, mentions = unread(read)
  return {
    head(), room[1], room[2], role(), redis.call('HLEN', KEYS[3]), messages, mentions, read, room[3] or '',
    redis.call('SISMEMBER', KEYS[5], ARGV[1]), room[2] == 'direct' and redis.call('HKEYS', KEYS[3]) or {},
  }
end

-- Messages between two bounds of offsets, newest or oldest first: {offset, JSON, reactions} each.
local function page(command, from, to, limit)
  if limit <= 0 then return {} end
  local places = redis.call(command, KEYS[6], from, to, 'WITHSCORES', 'LIMIT', 0, limit)
  local messages = {}
  for i = 1, #places, 2 do
    messages[#messages + 1] = {
      places[i + 1], redis.call('HGET', KEYS[10], places[i]), redis.call('HGET', KEYS[11], places[i]) or '',
    }
  end
  return messages
end
