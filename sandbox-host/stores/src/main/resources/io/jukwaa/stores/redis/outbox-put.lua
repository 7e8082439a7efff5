-- KEYS: the message, what is remembered of its id, newest place of the channel, the queue it goes into, when messages
-- were put in.
-- ARGV: its id, now, when it is due, when it was put in, its app and id, its other fields, how often it was tried.
-- Returns 1, or 0 if the channel has or remembers the id. In a queue stands the place before the id, so that those of one
-- time are in the order in which they were put in.
local ends = redis.call('GET', KEYS[2])
if redis.call('EXISTS', KEYS[1]) == 1 or (ends and tonumber(ends) > tonumber(ARGV[2])) then
  return 0
end
redis.call('DEL', KEYS[2])
local member = string.format('%016d', redis.call('INCR', KEYS[3])) .. ARGV[1]
redis.call('HSET', KEYS[1], 'member', member, 'match', ARGV[5], 'fields', ARGV[6], 'attempts', ARGV[7])
redis.call('ZADD', KEYS[4], ARGV[3], member)
redis.call('ZADD', KEYS[5], ARGV[4], ARGV[1])
return 1
