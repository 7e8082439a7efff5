-- KEYS: hash of marks, hash of this hour. ARGV: how long the hour lives in seconds, how many marks, of each its name,
-- time and text, then names and amounts in turns.
local at = 3
for _ = 1, tonumber(ARGV[2]) do
  local before = redis.call('HGET', KEYS[1], ARGV[at])
  if not before or tonumber(string.match(before, '^%-?%d+')) <= tonumber(ARGV[at + 1]) then
    redis.call('HSET', KEYS[1], ARGV[at], ARGV[at + 1] .. ' ' .. ARGV[at + 2])
  end
  at = at + 3
end
for i = at, #ARGV, 2 do
  redis.call('HINCRBY', KEYS[2], ARGV[i], ARGV[i + 1])
end
redis.call('EXPIRE', KEYS[2], ARGV[1])
return 1
