-- Prelude: the store's clock, so that all nodes mean the same moment, and how long a sign-in lives.
local function now()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end

-- A sign-in is kept as "<SHA-256 of its secret> <made> <used>".
local function read(kept)
  local hash, made, used = string.match(kept, '^(%S+) (%d+) (%d+)$')
  return hash, tonumber(made), tonumber(used)
end

local function write(hash, made, used)
  return hash .. ' ' .. string.format('%.0f', made) .. ' ' .. string.format('%.0f', used)
end

local function over(made, used, at, idle, absolute)
  return at - used >= idle or at - made >= absolute
end
