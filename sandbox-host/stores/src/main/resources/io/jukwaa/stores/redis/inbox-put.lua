-- KEYS: order and entries of this node, nodes that have some, newest place in the order, this node's sign of life.
-- ARGV: this node, name of the entry, the entry, milliseconds of a sign of life.
-- Returns 1, or 0 if this node has the entry already.
redis.call('SET', KEYS[5], '1', 'PX', ARGV[4])
if redis.call('HSETNX', KEYS[2], ARGV[2], ARGV[3]) == 0 then
  return 0
end
redis.call('ZADD', KEYS[1], redis.call('INCR', KEYS[4]), ARGV[2])
redis.call('SADD', KEYS[3], ARGV[1])
return 1
