-- KEYS: order and entries of this node. ARGV: name of the entry.
redis.call('HDEL', KEYS[2], ARGV[1])
return redis.call('ZREM', KEYS[1], ARGV[1])
