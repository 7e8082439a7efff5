-- KEYS: order and entries of this node, nodes that have some, this node's sign of life, what it was given last.
-- ARGV: this node, how many, what the names of all orders, all entries and all signs of life begin with, milliseconds of
-- a sign of life, whether this node has "heard" the last answer or it was "lost".
-- Returns the entries taken over from nodes that do not live, oldest first; what this node has already is not among them.
-- If the last answer was lost, what it gave is given again.
redis.call('SET', KEYS[4], '1', 'PX', ARGV[6])
if ARGV[7] == 'lost' then
  local again = {}
  for _, name in ipairs(redis.call('LRANGE', KEYS[5], 0, -1)) do
    local entry = redis.call('HGET', KEYS[2], name)
    if entry then
      again[#again + 1] = entry
    end
  end
  if #again > 0 then
    return again
  end
end
redis.call('DEL', KEYS[5])
local found = {}
for _, node in ipairs(redis.call('SMEMBERS', KEYS[3])) do
  if node ~= ARGV[1] and redis.call('EXISTS', ARGV[5] .. node) == 0 then
    local names = redis.call('ZRANGE', ARGV[3] .. node, 0, ARGV[2] - 1, 'WITHSCORES')
    if #names == 0 then
      redis.call('SREM', KEYS[3], node)
    end
    for i = 1, #names, 2 do
      found[#found + 1] = {node, names[i], tonumber(names[i + 1])}
    end
  end
end
table.sort(found, function(one, other) return one[3] < other[3] end)

local given = {}
for i = 1, math.min(#found, tonumber(ARGV[2])) do
  local node, name, place = found[i][1], found[i][2], found[i][3]
  local entry = redis.call('HGET', ARGV[4] .. node, name)
  redis.call('HDEL', ARGV[4] .. node, name)
  redis.call('ZREM', ARGV[3] .. node, name)
  if entry and redis.call('HSETNX', KEYS[2], name, entry) == 1 then
    redis.call('ZADD', KEYS[1], place, name)
    given[#given + 1] = entry
    redis.call('RPUSH', KEYS[5], name)
  end
end
if #given > 0 then
  redis.call('SADD', KEYS[3], ARGV[1])
  redis.call('EXPIRE', KEYS[5], 86400)
end
return given
