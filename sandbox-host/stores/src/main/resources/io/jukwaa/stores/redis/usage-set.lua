-- KEYS: sorted set of hours, hash of this hour. ARGV: the hour, then names and sums in turns.
redis.call('ZADD', KEYS[1], ARGV[1], ARGV[1])
redis.call('HSET', KEYS[2], unpack(ARGV, 2))
return 1
