-- KEYS: order and entries of this node, order and entries of nobody, nodes that have some. ARGV: this node.
-- Nobody has a name of no length and never lives.
local names = redis.call('ZRANGE', KEYS[1], 0, -1, 'WITHSCORES')
for i = 1, #names, 2 do
  redis.call('HSET', KEYS[4], names[i], redis.call('HGET', KEYS[2], names[i]))
  redis.call('ZADD', KEYS[3], names[i + 1], names[i])
end
redis.call('DEL', KEYS[1], KEYS[2])
redis.call('SREM', KEYS[5], ARGV[1])
if #names > 0 then
  redis.call('SADD', KEYS[5], '')
end
return #names / 2
