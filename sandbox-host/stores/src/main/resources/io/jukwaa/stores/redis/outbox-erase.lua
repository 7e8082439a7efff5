-- KEYS: the message, what is remembered of its id, when messages were put in, the queues of the channel.
-- ARGV: its id, its fields without what was said, when it is remembered no more, in how many milliseconds that is.
-- One that waits goes and its id is remembered; of one that is concluded what was said goes. Returns 1 if it waited.
local member, result = unpack(redis.call('HMGET', KEYS[1], 'member', 'result'))
if not member then
  return 0
elseif result then
  redis.call('HSET', KEYS[1], 'fields', ARGV[2])
  return 0
end
redis.call('DEL', KEYS[1])
redis.call('ZREM', KEYS[3], ARGV[1])
for i = 4, #KEYS do
  redis.call('ZREM', KEYS[i], member)
end
redis.call('SET', KEYS[2], ARGV[3], 'PX', ARGV[4])
return 1
