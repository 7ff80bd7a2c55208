-- The call as a member of the room, or a participant by their connection, sees it.
-- ARGV[4] 1 if only a participant may, 0 else
if not isMember(ARGV[1]) or (ARGV[4] == '1' and not speaker()) then return refuse('not-found') end
return answer()
