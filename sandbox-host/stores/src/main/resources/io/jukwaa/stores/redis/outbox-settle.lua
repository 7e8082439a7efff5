-- KEYS: the message, what is remembered of its id, newest place of the channel, its queues, what is concluded being the
-- first. ARGV: when it is remembered no more, in how many milliseconds that is.
-- One of the operator's ids that has come to mean another message since stays as it is.
local member, match, result = unpack(redis.call('HMGET', KEYS[1], 'member', 'match', 'result'))
if not result then
  return 0
end
local number = 1
local sent = redis.call('HGET', KEYS[1], 'sent1')
while sent do
  if redis.call('GET', sent) == '\n' .. match then
    redis.call('SET', sent, ARGV[1] .. '\n' .. match, 'PX', ARGV[2])
  end
  number = number + 1
  sent = redis.call('HGET', KEYS[1], 'sent' .. number)
end
redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[2])
redis.call('ZREM', KEYS[4], member)
redis.call('DEL', KEYS[1])
if redis.call('EXISTS', KEYS[4], KEYS[5], KEYS[6]) == 0 then
  redis.call('DEL', KEYS[3])
end
return 1
