-- KEYS: the message, what is concluded, the two queues it may wait in, when messages were put in, then one for each of
-- the operator's ids. ARGV: its id, the result, now.
-- Behind each of the operator's ids stand the end of its time, none yet, a line end, and the app and id of the message.
if redis.call('EXISTS', KEYS[1]) == 0 or redis.call('HEXISTS', KEYS[1], 'result') == 1 then
  return 0
end
local member, match = unpack(redis.call('HMGET', KEYS[1], 'member', 'match'))
redis.call('HSET', KEYS[1], 'result', ARGV[2])
redis.call('ZREM', KEYS[3], member)
redis.call('ZREM', KEYS[4], member)
redis.call('ZREM', KEYS[5], ARGV[1])
redis.call('ZADD', KEYS[2], ARGV[3], member)
for i = 6, #KEYS do
  redis.call('HSET', KEYS[1], 'sent' .. i - 5, KEYS[i])
  redis.call('SET', KEYS[i], '\n' .. match)
end
return 1
