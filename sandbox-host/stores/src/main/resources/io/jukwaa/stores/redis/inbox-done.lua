-- KEYS: order and entries of this node. ARGV: name of the entry, and "finished" unless another may work on it.
local entry = redis.call('HGET', KEYS[2], ARGV[1])
if entry and ARGV[2] == 'finished' then
  redis.call('ZREM', string.match(entry, '^[^\n]*'), ARGV[1])
end
redis.call('HDEL', KEYS[2], ARGV[1])
return redis.call('ZREM', KEYS[1], ARGV[1])
