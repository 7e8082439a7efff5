-- KEYS: who has the lock, who waits for it. ARGV: node, number of its attempt.
-- Gives back what that attempt was given, if it still has it, and its place among those who wait. Safe to repeat.
local holder = redis.call('GET', KEYS[1])
local node, attempt
if holder then
  node, attempt = string.match(holder, '^%d+ (%S+) (%d+)$')
end
if node == ARGV[1] and attempt == ARGV[2] then
  redis.call('DEL', KEYS[1])
end
redis.call('HDEL', KEYS[2], ARGV[1])
return 1
