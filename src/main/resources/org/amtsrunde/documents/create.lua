-- Makes a document, once, with its first update.
-- KEYS[5] document
-- ARGV[9] title   ARGV[10] owner   ARGV[11] room or empty   ARGV[12] time
-- ARGV[13] document of which it is a suggestion, or empty
if redis.call('EXISTS', KEYS[5]) == 1 then
  local epoch, offset = head()
  return {'known', epoch, string.format('%.0f', offset), ''}
end
redis.call('HSET', KEYS[5], 'title', ARGV[9], 'owner', ARGV[10], 'room', ARGV[11], 'parent', ARGV[13], 'state', 'open',
  'created', ARGV[12], 'updated', ARGV[12], 'bytes', #ARGV[5], 'generation', 0, 'upto', 0)
return append()
