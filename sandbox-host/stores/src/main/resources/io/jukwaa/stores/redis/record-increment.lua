-- ARGV[2]: key, [3]: amount, [4]: limit. Returns as record-put does, and the sum as text: Lua's numbers have 53 bits.
-- If there can be no sum, a first number below 0: -1 if the value is no whole number, -2 if the sum leaves 64 bits.
sweep()
local key = ARGV[2]
if not value(key) then
  local count = live()
  if count + 1 >= tonumber(ARGV[4]) then
    return {0, 0, count, ARGV[3]}
  end
  redis.call('HSET', values, key, ARGV[3])
  redis.call('ZADD', order, 0, key)
  redis.call('ZREM', expiry, key)
  return {1, 1, live(), ARGV[3]}
end
local sum = redis.pcall('HINCRBY', values, key, ARGV[3])
if type(sum) == 'table' then
  return {string.find(sum.err, 'overflow', 1, true) and -2 or -1, 0, 0, ''}
end
return {1, 0, live(), redis.call('HGET', values, key)}
