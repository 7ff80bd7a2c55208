-- A connection ends: for good, or until its person comes back. The end of an older connection changes nothing.
-- ARGV[4] 1 for good, 0 else
local me = speaker()
if not me then return refuse('not-found') end
if ARGV[4] == '1' then
  remove(me)
else
  recorderGoes(me)
  me.client, me['until'] = '', now + life
  keep(me)
  changed = true
end
return answer()
