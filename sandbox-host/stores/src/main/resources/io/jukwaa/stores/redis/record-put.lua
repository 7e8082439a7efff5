-- ARGV[2]: key, [3]: value, [4]: microsecond of its expiry or nothing, [5]: limit.
-- Returns whether it is stored, whether the key is new, live keys after it.
sweep()
local key, expires = ARGV[2], ARGV[4]
local created = 0
if not value(key) then
  local count = live()
  if count + 1 >= tonumber(ARGV[5]) then
    return {0, 0, count}
  end
  created = 1
  redis.call('ZADD', order, 0, key)
end
redis.call('HSET', values, key, ARGV[3])
if expires == '' then
  redis.call('ZREM', expiry, key)
else
  redis.call('ZADD', expiry, expires, key)
end
return {1, created, live()}
