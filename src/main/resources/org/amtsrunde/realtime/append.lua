-- Appends one entry. KEYS and ARGV as in log.lua, none of its own.
return once() or append()
