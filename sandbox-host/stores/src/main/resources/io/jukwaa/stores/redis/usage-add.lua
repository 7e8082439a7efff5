-- KEYS: sorted set of hours, hash of this hour. ARGV: the hour, then names and amounts in turns.
redis.call('ZADD', KEYS[1], ARGV[1], ARGV[1])
for i = 2, #ARGV, 2 do
  redis.call('HINCRBY', KEYS[2], ARGV[i], ARGV[i + 1])
end
return 1
