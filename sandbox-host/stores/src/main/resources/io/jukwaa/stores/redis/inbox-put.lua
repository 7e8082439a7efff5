-- KEYS: order and entries of this node, nodes that have some, newest place in the order, this node's sign of life, order
-- of what is unfinished of the user.
-- ARGV: this node, name of the entry, the entry, milliseconds of a sign of life.
-- Returns 1, or 0 if this node has the entry already. An entry is stored behind the key of its user's order and a line
-- end.
redis.call('SET', KEYS[5], '1', 'PX', ARGV[4])
if redis.call('HSETNX', KEYS[2], ARGV[2], KEYS[6] .. '\n' .. ARGV[3]) == 0 then
  return 0
end
local place = redis.call('INCR', KEYS[4])
redis.call('ZADD', KEYS[1], place, ARGV[2])
redis.call('ZADD', KEYS[6], 'NX', place, ARGV[2])
redis.call('SADD', KEYS[3], ARGV[1])
return 1
