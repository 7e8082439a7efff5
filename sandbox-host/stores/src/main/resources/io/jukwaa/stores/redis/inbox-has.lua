-- KEYS: nodes that have some. ARGV: name of an entry, what the names of all entries begin with.
-- Returns whether a node has it.
for _, node in ipairs(redis.call('SMEMBERS', KEYS[1])) do
  if redis.call('HEXISTS', ARGV[2] .. node, ARGV[1]) == 1 then
    return 1
  end
end
return 0
