-- What a participant says of themself.
-- ARGV[4...] pairs: muted | camera | hand | captions with 1 or 0; screen with 1, 0 or take
local me = speaker()
if not me then return refuse('not-found') end
for i = 4, #ARGV, 2 do
  local field, value = ARGV[i], ARGV[i + 1]
  if field == 'screen' then
    if value == '0' then
      if sharer == me.id then sharer = '' end
    elseif sharer ~= '' and sharer ~= me.id and value ~= 'take' then
      return refuse('conflict', 'somebody else shows their screen')
    else
      sharer = me.id
    end
  elseif field == 'hand' then
    if value == '0' then me.hand = 0 elseif me.hand == 0 then me.hand = now end
  else
    me[field] = value
  end
end
changed = true
keep(me)
return answer()
