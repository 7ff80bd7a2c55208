-- May this connection speak to another participant, and where is that one?
-- ARGV[4] the other   ARGV[5] connection id of the attempt
local me, other = speaker(), people[ARGV[4]]
if not me or not other or me.id == other.id then return refuse('not-found') end
local known = links[linkOf(me.id, other.id)]
if not known or string.match(known, '^%d+ (%S+)') ~= ARGV[5] then return refuse('conflict', 'this attempt is over') end
settle()
return {'to', me.id, other.node, other.client}
