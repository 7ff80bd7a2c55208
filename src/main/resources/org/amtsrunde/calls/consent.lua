-- A participant agrees to a recording, or does not or no longer: then it ends for all.
-- ARGV[4] id of the recording   ARGV[5] 1 agrees, 0 not
local me = speaker()
if not me then return refuse('not-found') end
local known = recording and recording.id == ARGV[4]
if ARGV[5] == '1' then
  if not known then return refuse('conflict', 'this recording is over') end
  recording.agreed[me.id] = true
  changed = true
elseif known then
  recording = nil
  changed = true
end
return answer()
