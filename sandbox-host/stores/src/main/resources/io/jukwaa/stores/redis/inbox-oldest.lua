-- KEYS: order and entries of this node. ARGV: how many. Returns the entries, oldest first.
local oldest = {}
for _, name in ipairs(redis.call('ZRANGE', KEYS[1], 0, ARGV[1] - 1)) do
  local entry = redis.call('HGET', KEYS[2], name)
  if entry then
    oldest[#oldest + 1] = entry
  end
end
return oldest
