-- Opens a sign-in. Follows time.lua.
-- KEYS[1] account   KEYS[2] sign-ins
-- ARGV[1] id of the sign-in   ARGV[2] SHA-256 of its secret
-- ARGV[3] password hash that was verified; empty where another door proved the person
-- ARGV[4] ms a sign-in lives unused   ARGV[5] ms it lives at all   ARGV[6] most sign-ins of one person
-- Reply: 1, or 0 if the account is missing, disabled, or has another password by now
local account = redis.call('HMGET', KEYS[1], 'email', 'disabled', 'password')
if not account[1] or account[2] or (ARGV[3] ~= '' and account[3] ~= ARGV[3]) then return 0 end
local at = now()
local living = {}
local all = redis.call('HGETALL', KEYS[2])
for i = 1, #all, 2 do
  local _, made, used = read(all[i + 1])
  if over(made, used, at, tonumber(ARGV[4]), tonumber(ARGV[5])) then
    redis.call('HDEL', KEYS[2], all[i])
  else
    living[#living + 1] = {all[i], used}
  end
end
table.sort(living, function(a, b) return a[2] < b[2] end)
for i = 1, #living - tonumber(ARGV[6]) + 1 do
  redis.call('HDEL', KEYS[2], living[i][1])
end
redis.call('HSET', KEYS[2], ARGV[1], write(ARGV[2], at, at))
redis.call('PEXPIRE', KEYS[2], ARGV[5])
return 1
