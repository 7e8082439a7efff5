-- KEYS: order of what is unfinished of a user, nodes that have some. ARGV: name of an entry, what the names of all
-- entries begin with.
-- Returns 1 if nothing that came from the user before the entry is unfinished, else 0. What no node has any more is
-- finished, and forgotten here.
local function held(name)
  for _, node in ipairs(redis.call('SMEMBERS', KEYS[2])) do
    if redis.call('HEXISTS', ARGV[2] .. node, name) == 1 then
      return true
    end
  end
  return false
end

while true do
  local first = redis.call('ZRANGE', KEYS[1], 0, 0)[1]
  if not first or first == ARGV[1] then
    return 1
  elseif held(first) then
    return 0
  end
  redis.call('ZREM', KEYS[1], first)
end
