-- A participant asks all to agree to a recording on their device.
-- ARGV[4] id of the recording
local me = speaker()
if not me then return refuse('not-found') end
if recording then return refuse('conflict', 'there is a recording already') end
recording = {id = ARGV[4], by = me.id, on = false, since = 0, agreed = {[me.id] = true}}
changed = true
return answer()
