-- A node says that these connections are still here.
-- ARGV[4] 1 if a media server is in reach of it, 0 else   ARGV[5...] connections
local here = {}
-- Once out of reach of one node the call goes another way to its end, so that nothing is switched to and fro.
if media == '1' and ARGV[4] == '0' then
  media, changed = '0', true
end
for i = 5, #ARGV do here[ARGV[i]] = true end
for _, one in pairs(people) do
  if here[one.client] and one['until'] < now + life * 0.8 then
    one['until'] = now + life
    keep(one)
  end
end
return answer()
