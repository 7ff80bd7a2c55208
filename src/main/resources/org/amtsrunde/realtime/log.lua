-- The channel log. Prelude of every script that appends: the script itself follows and returns what append() returned.
--
-- KEYS[1] head      string "<epoch> <offset>"
-- KEYS[2] log       stream, entries <offset>-0
-- KEYS[3] interest  sorted set node -> end of lease (ms of the store's clock)
-- KEYS[4] cid       what this command was answered with; the head's key where there is no cid
-- ARGV[1] epoch to use if the log has none yet
-- ARGV[2] about how many entries the log keeps
-- ARGV[3] seconds to remember the cid
-- ARGV[4] fingerprint of the command; empty where there is no cid
-- ARGV[5] data   ARGV[6] info or empty   ARGV[7] directive or empty
-- ARGV[8] result to remember with the cid
-- A script's own keys start at KEYS[5], its own arguments at ARGV[9].
--
-- Reply: {"new" | "known", epoch, offset, result, node ...}, {"rewritten", epoch, offset, result, data, node ...} where the script
-- has changed the data, or {"refused", kind, sentence}

-- The first answer, if this command was executed before; nil if it is new.
local function once()
  if ARGV[4] == '' then return nil end
  local known = redis.call('GET', KEYS[4])
  if not known then return nil end
  local epoch, offset, fingerprint, result = string.match(known, '^(%S+) (%d+) (%S+) (.*)$')
  if fingerprint ~= ARGV[4] then
    return {'refused', 'conflict', 'this cid was used with another body'}
  end
  return {'known', epoch, offset, result}
end

local function refuse(kind, sentence)
  return {'refused', kind, sentence or ''}
end

local function now()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end

-- The end of the log: epoch, offset. The epoch of a new log is the one offered.
local function head()
  local text = redis.call('GET', KEYS[1])
  if not text then return ARGV[1], 0 end
  local epoch, offset = string.match(text, '^(%S+) (%d+)$')
  return epoch, tonumber(offset)
end

local function remember(epoch, number)
  if ARGV[4] ~= '' then
    redis.call('SET', KEYS[4], table.concat({epoch, number, ARGV[4], ARGV[8]}, ' '), 'EX', ARGV[3])
  end
end

-- The answer where everything is as the command wants it. A repetition that comes late, when it is not so any more, changes nothing.
local function unchanged()
  local epoch, offset = head()
  local number = string.format('%.0f', offset)
  remember(epoch, number)
  return {'known', epoch, number, ARGV[8]}
end

-- Numbers and stores the entry, remembers the cid, and tells which nodes serve the channel.
local function append()
  local epoch, offset = head()
  offset = offset + 1
  local number = string.format('%.0f', offset)
  local fields = {'d', ARGV[5]}
  if ARGV[6] ~= '' then fields[#fields + 1] = 'i'; fields[#fields + 1] = ARGV[6] end
  if ARGV[7] ~= '' then fields[#fields + 1] = 'x'; fields[#fields + 1] = ARGV[7] end
  redis.call('XADD', KEYS[2], 'MAXLEN', '~', ARGV[2], number .. '-0', unpack(fields))
  redis.call('SET', KEYS[1], epoch .. ' ' .. number)
  remember(epoch, number)
  local reply = {'new', epoch, number, ARGV[8]}
  for _, node in ipairs(redis.call('ZRANGEBYSCORE', KEYS[3], now(), '+inf')) do
    reply[#reply + 1] = node
  end
  return reply
end
