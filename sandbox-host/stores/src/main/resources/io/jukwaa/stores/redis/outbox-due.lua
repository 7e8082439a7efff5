-- KEYS: when messages were put in, then the queues of the channel in the order in which they are given. ARGV: now, how
-- many, what the names of all its messages begin with.
-- Returns app and id, other fields, attempts and result of each that is due. A place whose message something took away is
-- forgotten here.
local due = {}
for i = 2, #KEYS do
  for _, member in ipairs(redis.call('ZRANGEBYSCORE', KEYS[i], '-inf', ARGV[1], 'LIMIT', 0, ARGV[2] - #due)) do
    local id = string.sub(member, 17)
    local message = redis.call('HMGET', ARGV[3] .. id, 'match', 'fields', 'attempts', 'result')
    if message[1] then
      due[#due + 1] = message
    else
      redis.call('ZREM', KEYS[i], member)
      redis.call('ZREM', KEYS[1], id)
    end
  end
end
return due
