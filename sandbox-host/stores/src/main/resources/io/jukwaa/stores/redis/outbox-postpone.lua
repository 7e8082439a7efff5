-- KEYS: the message, the two queues it may wait in. ARGV: when it is due.
if redis.call('EXISTS', KEYS[1]) == 0 or redis.call('HEXISTS', KEYS[1], 'result') == 1 then
  return 0
end
local member = redis.call('HGET', KEYS[1], 'member')
redis.call('HINCRBY', KEYS[1], 'attempts', 1)
redis.call('ZADD', KEYS[2], 'XX', ARGV[1], member)
redis.call('ZADD', KEYS[3], 'XX', ARGV[1], member)
return 1
