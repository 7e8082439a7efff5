-- KEYS: channels that may have messages. ARGV: seconds.
-- Returns each, and of one that was not said to have any for so long the second in which it was last; else none.
local listed = redis.call('ZRANGE', KEYS[1], 0, -1, 'WITHSCORES')
local old = redis.call('TIME')[1] - ARGV[1]
for i = 2, #listed, 2 do
  if tonumber(listed[i]) >= old then
    listed[i] = ''
  end
end
return listed
