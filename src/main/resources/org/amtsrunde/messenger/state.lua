-- What the rules must know before a change.
-- KEYS[1] room   KEYS[2] members   KEYS[3] posts   KEYS[4] messages   KEYS[5] reactions   KEYS[6] entries
-- ARGV[1] person   ARGV[2] message or empty
-- Reply: empty for no member; {kind, role} or {kind, role, offset, JSON, reactions, entries}
local role = redis.call('HGET', KEYS[2], ARGV[1])
if not role then return {} end
local state = {redis.call('HGET', KEYS[1], 'kind'), role}
local offset = redis.call('ZSCORE', KEYS[3], ARGV[2])
if offset then
  state[3] = offset
  state[4] = redis.call('HGET', KEYS[4], ARGV[2])
  state[5] = redis.call('HGET', KEYS[5], ARGV[2]) or ''
  state[6] = redis.call('HGET', KEYS[6], ARGV[2]) or ''
end
return state
