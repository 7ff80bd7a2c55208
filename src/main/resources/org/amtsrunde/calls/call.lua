-- The call in a room. Prelude of every script of calls: each sees one moment, drops whose time is over, and ends with answer() or
-- refuse().
-- KEYS[1] call (hash, see Keys.call)   KEYS[2] members of the room   KEYS[3] guests who may take part
-- ARGV[1] person   ARGV[2] their connection   ARGV[3] how long a participant lives without being renewed, ms
-- A script's own arguments start at ARGV[4].
--
-- Reply: {"refused", kind, sentence}, or
-- {"same" | "changed", rev, call, began, sharer, participants, links, members, recording, mode, stage} with
-- participants {id, person, node, connection, seat, muted, camera, hand, joined, captions}, links {one, other, attempt, connection id, who
-- offers} and recording {id, who records, 1 if it runs, since, who has agreed...}. The call is empty where there is none, and so is the
-- recording.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local life = tonumber(ARGV[3])
local people, links, changed = {}, {}, false
local call = redis.call('HMGET', KEYS[1], 'rev', 'id', 'began', 'sharer', 'recording', 'mode', 'stage', 'media')
local rev, id, began, sharer = tonumber(call[1] or 0), call[2] or '', call[3] or '0', call[4] or ''

-- Mesh: all see all. Stage: there are more than a line can send pictures to; all hear all, and one is seen. Sfu: each sends once, to a
-- media server that passes it on, so all see all; a conversation of two has no need of it.
local MOST_IN_MESH, LEAST_IN_SFU = 6, 3
local mode, stage = call[6] or 'mesh', call[7] or ''
-- 1 if a media server was in reach when the call began, and has been since.
local media = call[8] or '0'

local recording = call[5] and call[5] ~= '' and cjson.decode(call[5]) or nil

local function number(value) return string.format('%.0f', value) end

local function isGuest(person) return redis.call('SISMEMBER', KEYS[3], person) == 1 end

local function isMember(person) return redis.call('HEXISTS', KEYS[2], person) == 1 or isGuest(person) end

local function keep(one)
  redis.call('HSET', KEYS[1], 'p:' .. one.id, cjson.encode(one))
end

local function remove(one)
  redis.call('HDEL', KEYS[1], 'p:' .. one.id)
  people[one.id] = nil
  for field in pairs(links) do
    if string.find(field, one.id, 1, true) then
      redis.call('HDEL', KEYS[1], field)
      links[field] = nil
    end
  end
  if sharer == one.id then sharer = '' end
  if stage == one.id then stage = '' end
  if recording then recording.agreed[one.id] = nil end
  changed = true
end

local function linkOf(one, other)
  return one < other and 'l:' .. one .. ':' .. other or 'l:' .. other .. ':' .. one
end

-- A new attempt of two to connect; one of them offers.
local function link(offerer, other, connection)
  local field = linkOf(offerer, other)
  local attempt = links[field] and tonumber(string.match(links[field], '^%d+')) or 0
  links[field] = number(attempt + 1) .. ' ' .. connection .. ' ' .. offerer
  redis.call('HSET', KEYS[1], field, links[field])
  changed = true
end

local function mine()
  for _, one in pairs(people) do
    if one.person == ARGV[1] then return one end
  end
end

-- The participant who speaks over this very connection and may still be here.
local function speaker()
  local one = mine()
  if one and one.client == ARGV[2] then return one end
end

-- The connection of whoever records ends, and the recording with it: nobody could end it for them any more.
local function recorderGoes(one)
  if recording and recording.by == one.id then
    recording = nil
    changed = true
  end
end

-- The one rule of consent: a recording begins when all who are here have agreed, and ends when one of them does not agree or who
-- records is gone.
local function consent()
  if not recording then return end
  local all = true
  for participant in pairs(people) do all = all and recording.agreed[participant] == true end
  if not people[recording.by] or (recording.on and not all) then
    recording = nil
    changed = true
  elseif all and not recording.on then
    recording.on, recording.since = true, now
    changed = true
  end
end

-- Back to mesh only with one less than brought about the stage, so that one who comes and goes does not switch all pictures.
local function settleMode()
  local count = 0
  for _ in pairs(people) do count = count + 1 end
  local before = mode
  if media == '1' and redis.call('HLEN', KEYS[2]) + redis.call('SCARD', KEYS[3]) >= LEAST_IN_SFU then
    mode = 'sfu'
  elseif count > MOST_IN_MESH then
    mode = 'stage'
  elseif count < MOST_IN_MESH or mode == 'sfu' then
    mode = 'mesh'
  end
  if mode ~= 'stage' then stage = '' end
  if mode ~= before then changed = true end
end

-- Writes down that something has changed, with a revision that grows beyond the life of one call.
local function settle()
  consent()
  settleMode()
  if not next(people) then
    redis.call('DEL', KEYS[1])
    rev, id, began, sharer, stage = math.max(rev + 1, now), '', '0', '', ''
    return
  end
  if changed then
    rev = math.max(rev + 1, now)
    redis.call('HSET', KEYS[1], 'rev', number(rev), 'id', id, 'began', began, 'sharer', sharer, 'mode', mode,
      'stage', stage, 'media', media, 'recording', recording and cjson.encode(recording) or '')
  end
  redis.call('PEXPIRE', KEYS[1], number(2 * life))
end

local function refuse(kind, sentence)
  settle()
  return {'refused', kind, sentence or ''}
end

local function answer()
  settle()
  local who, pairsOf = {}, {}
  for _, one in pairs(people) do
    who[#who + 1] = {one.id, one.person, one.node, one.client, one.seat, one.muted, one.camera, number(one.hand),
      number(one.joined), one.captions or '0'}
  end
  for field, value in pairs(links) do
    local one, other = string.match(field, '^l:([^:]+):([^:]+)$')
    local attempt, connection, offerer = string.match(value, '^(%d+) (%S+) (%S+)$')
    pairsOf[#pairsOf + 1] = {one, other, attempt, connection, offerer}
  end
  local record = {}
  if recording then
    record = {recording.id, recording.by, recording.on and '1' or '0', number(recording.since)}
    for participant in pairs(recording.agreed) do record[#record + 1] = participant end
  end
  local told = redis.call('HKEYS', KEYS[2])
  for _, guest in ipairs(redis.call('SMEMBERS', KEYS[3])) do told[#told + 1] = guest end
  return {changed and 'changed' or 'same', number(rev), id, began, sharer, who, pairsOf, told, record, mode, stage}
end

local fields = redis.call('HGETALL', KEYS[1])
for i = 1, #fields, 2 do
  local kind = string.sub(fields[i], 1, 2)
  if kind == 'p:' then
    people[string.sub(fields[i], 3)] = cjson.decode(fields[i + 1])
  elseif kind == 'l:' then
    links[fields[i]] = fields[i + 1]
  end
end
local over = {}
for _, one in pairs(people) do
  if one['until'] < now or not isMember(one.person) then over[#over + 1] = one end
end
for _, one in ipairs(over) do remove(one) end
