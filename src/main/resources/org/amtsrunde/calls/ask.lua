-- A participant asks another to switch their microphone off. Where is that one?
-- ARGV[4] the other   ARGV[5] for how long the same may not be asked again, ms
local me, other = speaker(), people[ARGV[4]]
if not me or not other or me.id == other.id then return refuse('not-found') end
if other.muted == '1' then return refuse('conflict', 'their microphone is off already') end
local asked = me.asked or {}
if (asked[other.id] or 0) + tonumber(ARGV[5]) > now then return refuse('too-many', 'they have just been asked') end
asked[other.id] = now
me.asked = asked
keep(me)
settle()
return {'to', me.id, other.node, other.client}
