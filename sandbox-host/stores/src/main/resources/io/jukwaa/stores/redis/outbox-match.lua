-- KEYS: one of the operator's ids, receipts that came early for it. ARGV: now, the receipt, when it is kept no more, in how
-- many milliseconds that is, how many are kept for an id.
-- Returns app and id of the message; nothing if there is none, and the receipt is kept behind its end and a line end.
local sent = redis.call('GET', KEYS[1])
if sent then
  local ends, match = string.match(sent, '^([^\n]*)\n(.*)$')
  if ends == '' or tonumber(ends) > tonumber(ARGV[1]) then
    return match
  end
end
redis.call('RPUSH', KEYS[2], ARGV[3] .. '\n' .. ARGV[2])
redis.call('LTRIM', KEYS[2], -ARGV[5], -1)
redis.call('PEXPIRE', KEYS[2], ARGV[4])
return false
