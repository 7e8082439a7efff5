-- KEYS: order and entries of this node, nodes that have some.
-- ARGV: name of the entry; what becomes of it: "finished" or "left"; this node; what the names of all entries
-- begin with.
-- One that is left stays here if no other node has it. Returns 1 if it was here and is no more.
if ARGV[2] == 'left' then
  local elsewhere = false
  for _, node in ipairs(redis.call('SMEMBERS', KEYS[3])) do
    elsewhere = elsewhere or (node ~= ARGV[3] and redis.call('HEXISTS', ARGV[4] .. node, ARGV[1]) == 1)
  end
  if not elsewhere then
    return 0
  end
end
local entry = redis.call('HGET', KEYS[2], ARGV[1])
if entry and ARGV[2] == 'finished' then
  redis.call('ZREM', string.match(entry, '^[^\n]*'), ARGV[1])
end
redis.call('HDEL', KEYS[2], ARGV[1])
return redis.call('ZREM', KEYS[1], ARGV[1])
