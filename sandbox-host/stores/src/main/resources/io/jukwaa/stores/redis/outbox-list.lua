-- KEYS: channels that may have messages, by the second in which that was said last. ARGV: a channel.
redis.call('ZADD', KEYS[1], redis.call('TIME')[1], ARGV[1])
return 1
