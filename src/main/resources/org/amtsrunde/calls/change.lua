-- What a participant says of themself.
-- ARGV[4...] pairs: muted | camera | hand | captions with 1 or 0; screen | stage with 1, 0 or take
local me = speaker()
if not me then return refuse('not-found') end
for i = 4, #ARGV, 2 do
  local field, value = ARGV[i], ARGV[i + 1]
  if field == 'screen' or field == 'stage' then
    local holder = field == 'screen' and sharer or field == 'stage' and stage
    if value == '0' then
      if holder == me.id then holder = '' end
    elseif holder ~= '' and holder ~= me.id and value ~= 'take' then
      return refuse('conflict', field == 'screen' and 'somebody else shows their screen' or 'somebody else is on the stage')
    else
      holder = me.id
    end
    if field == 'screen' then sharer = holder else stage = holder end
  elseif field == 'hand' then
    if value == '0' then me.hand = 0 elseif me.hand == 0 then me.hand = now end
  else
    me[field] = value
  end
end
changed = true
keep(me)
return answer()
