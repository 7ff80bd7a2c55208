-- A document. Prelude of the scripts that read one; each of them sees one moment.
-- KEYS[1] document   KEYS[2] shares
-- ARGV[1] person

-- {title, owner, room, state, created, updated, bytes, generation, upto, role by share, parent, time it was put into the trash};
-- empty where there is no document.
local function document()
  local known = redis.call('HMGET', KEYS[1],
    'title', 'owner', 'room', 'state', 'created', 'updated', 'bytes', 'generation', 'upto', 'parent', 'trashed')
  if not known[4] or known[4] == 'erased' then return {} end
  known[12] = known[11] or ''
  known[11] = known[10] or ''
  known[10] = redis.call('HGET', KEYS[2], ARGV[1]) or ''
  return known
end
