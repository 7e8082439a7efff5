-- KEYS: order and entries of this node, nodes that have some, this node's sign of life.
-- ARGV: this node, how many, what the names of all orders, all entries and all signs of life begin with, milliseconds of
-- a sign of life.
-- Returns the entries taken over from nodes that do not live, oldest first; what this node has already is not among them.
redis.call('SET', KEYS[4], '1', 'PX', ARGV[6])
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
  end
end
if #given > 0 then
  redis.call('SADD', KEYS[3], ARGV[1])
end
return given
