-- ARGV[2]: where to begin, as ZRANGEBYLEX has it, [3]: most keys, at most 1000.
-- Returns these keys in order, and their values, nothing for an expired one.
local keys = redis.call('ZRANGEBYLEX', order, ARGV[2], '+', 'LIMIT', 0, ARGV[3])
if #keys == 0 then
  return {{}, {}}
end
local found = redis.call('HMGET', values, unpack(keys))
local ends = redis.call('ZMSCORE', expiry, unpack(keys))
for i = 1, #keys do
  if ends[i] and tonumber(ends[i]) <= tonumber(now) then
    found[i] = false
  end
end
return {keys, found}
