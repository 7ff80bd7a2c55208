-- A participant begins a new attempt to connect with another, in place of one that both know.
-- ARGV[4] the other   ARGV[5] connection id that is given up   ARGV[6] new connection id
local me, other = speaker(), people[ARGV[4]]
if not me or not other or me.id == other.id then return refuse('not-found') end
local known = links[linkOf(me.id, other.id)]
-- Where both ask at about the same time, the first one offers.
if known and string.match(known, '^%d+ (%S+)') == ARGV[5] then link(me.id, other.id, ARGV[6]) end
return answer()
