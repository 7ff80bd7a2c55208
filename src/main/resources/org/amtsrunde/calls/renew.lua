-- A node says that these connections are still here.
-- ARGV[4...] connections
local here = {}
for i = 4, #ARGV do here[ARGV[i]] = true end
for _, one in pairs(people) do
  if here[one.client] and one['until'] < now + life * 0.8 then
    one['until'] = now + life
    keep(one)
  end
end
return answer()
