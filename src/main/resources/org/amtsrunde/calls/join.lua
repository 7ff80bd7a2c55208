-- Somebody joins, or comes back over another connection. KEYS as in call.lua.
-- ARGV[4] node   ARGV[5] participant id if they have none   ARGV[6] new seat   ARGV[7] seat they come back to, or empty
-- ARGV[8] call id if there is no call   ARGV[9] connection id of the attempts that begin   ARGV[10] most people
-- ARGV[11] muted, 1 or 0   ARGV[12] camera, 1 or 0   ARGV[13] recording to which they agree, or empty
-- ARGV[14] 1 if a media server is in reach, 0 else
if not isMember(ARGV[1]) then return refuse('not-found') end
local most = tonumber(ARGV[10])
local me = mine()
if ARGV[7] ~= '' and me then
  -- A newer device has taken the place.
  if me.seat ~= ARGV[7] then return refuse('conflict', 'you take part on another device') end
  if me.client ~= ARGV[2] then
    changed = true
    recorderGoes(me)
  end
else
  if redis.call('HLEN', KEYS[2]) > most then
    return refuse('denied', 'calls are for conversations of at most ' .. most .. ' people')
  end
  -- Each member keeps their place: guests get those that are left over.
  if isGuest(ARGV[1]) and not me then
    local guests = 0
    for _, one in pairs(people) do if isGuest(one.person) then guests = guests + 1 end end
    if redis.call('HLEN', KEYS[2]) + guests >= most then
      return refuse('conflict', 'the call has no place for another guest')
    end
  end
  if me then recorderGoes(me) end
  if recording and recording.on and ARGV[13] ~= recording.id and not (me and recording.agreed[me.id]) then
    return refuse('denied', 'a recording goes on, to which whoever joins has to agree')
  end
  local joined = 0
  for _, one in pairs(people) do joined = math.max(joined, one.joined) end
  if me then
    me.captions = '0'
    if sharer == me.id then sharer = '' end
    if stage == me.id then stage = '' end
  else
    me = {id = ARGV[5], person = ARGV[1], hand = 0, joined = joined + 1}
  end
  me.seat, me.muted, me.camera = ARGV[6], ARGV[11], ARGV[12]
  if id == '' then id, began, media = ARGV[8], number(now), ARGV[14] end
  people[me.id] = me
  if recording and ARGV[13] == recording.id then recording.agreed[me.id] = true end
  -- The newcomer offers, the others wait.
  for other in pairs(people) do
    if other ~= me.id then link(me.id, other, ARGV[9]) end
  end
  changed = true
end
me.client, me.node, me['until'] = ARGV[2], ARGV[4], now + life
keep(me)
return answer()
