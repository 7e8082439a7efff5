-- KEYS: the queues of a channel in the order in which they are given. ARGV: now, how many, what the names of all its
-- messages begin with.
-- Returns app and id, other fields, attempts and result of each that is due.
local due = {}
for _, queue in ipairs(KEYS) do
  for _, member in ipairs(redis.call('ZRANGEBYSCORE', queue, '-inf', ARGV[1], 'LIMIT', 0, ARGV[2] - #due)) do
    due[#due + 1] = redis.call('HMGET', ARGV[3] .. string.sub(member, 17), 'match', 'fields', 'attempts', 'result')
  end
end
return due
