-- KEYS: list of lines. ARGV: lines. They are what the list has.
redis.call('DEL', KEYS[1])
for i = 1, #ARGV do
  redis.call('RPUSH', KEYS[1], ARGV[i])
end
return 1
