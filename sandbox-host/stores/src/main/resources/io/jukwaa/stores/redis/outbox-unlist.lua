-- KEYS: channels that may have messages. ARGV: channels and the seconds that were seen beside them, in turns.
-- One that was listed again meanwhile stays.
for i = 1, #ARGV, 2 do
  if redis.call('ZSCORE', KEYS[1], ARGV[i]) == ARGV[i + 1] then
    redis.call('ZREM', KEYS[1], ARGV[i])
  end
end
return 1
