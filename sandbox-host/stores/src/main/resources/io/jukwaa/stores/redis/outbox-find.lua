-- KEYS: the message, when messages were put in, the queues of the channel. ARGV: its id.
-- Returns its app and id, other fields, attempts and result, when it is due and when it was put in; nothing if it is not
-- there. A result that is none, and a time of what is concluded, have no length.
local member, match, fields, attempts, result = unpack(
  redis.call('HMGET', KEYS[1], 'member', 'match', 'fields', 'attempts', 'result'))
if not member then
  return false
end
local due = false
for i = 3, #KEYS do
  due = due or redis.call('ZSCORE', KEYS[i], member)
end
return {match, fields, attempts, result or '', due, redis.call('ZSCORE', KEYS[2], ARGV[1]) or ''}
