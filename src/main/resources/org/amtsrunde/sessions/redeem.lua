-- Uses a link up: who has its secret waits for being let in. What is unknown, used and over is answered alike.
-- KEYS[5] guests
-- ARGV[9] link   ARGV[10] SHA-256 of its secret   ARGV[11] guest   ARGV[12] SHA-256 of the secret of their cookie   ARGV[13] name
local link = redis.call('HGET', KEYS[5], 'l:' .. ARGV[9])
if not link or string.match(link, '^%S+') ~= ARGV[10] then return refuse('not-found') end
-- In this order, so that the hash is never empty and keeps the moment in which it expires.
redis.call('HSET', KEYS[5], 'g:' .. ARGV[11], table.concat({ARGV[12], 'waiting', string.format('%.0f', now()), ARGV[13]}, ' '))
redis.call('HDEL', KEYS[5], 'l:' .. ARGV[9])
return append()
