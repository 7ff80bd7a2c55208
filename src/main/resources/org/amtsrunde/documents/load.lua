-- All of a document: what it is, its snapshot, and the entries after it.
-- KEYS[1] document   KEYS[2] shares   KEYS[3] head   KEYS[4] log   KEYS[5] snapshot   KEYS[6] authors
-- ARGV[1] empty   ARGV[2] most entries
-- Reply: empty where there is no document; {document, "<epoch> <offset>", snapshot or "",
-- {{id, {field, value ...}} ...}, authors or ""}
local known = document()
if #known == 0 then return {} end
local from = string.format('%.0f', tonumber(known[9]) + 1) .. '-0'
return {
  known, redis.call('GET', KEYS[3]) or '', redis.call('GET', KEYS[5]) or '',
  redis.call('XRANGE', KEYS[4], from, '+', 'COUNT', ARGV[2]),
  redis.call('GET', KEYS[6]) or '',
}
