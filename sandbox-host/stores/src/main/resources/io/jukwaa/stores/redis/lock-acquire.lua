-- KEYS: who has the lock, who waits for it, newest token, this node's sign of life.
-- ARGV: what all signs of life begin with, this node, number of its attempt, milliseconds of the lease, of a sign of
-- life, and of how long a waiting node may stay silent.
-- Returns the token, or 0 if another node has the lock or came first. All times are the server's, as nodes' clocks
-- differ.
local held, queue, newest = KEYS[1], KEYS[2], KEYS[3]
local alive, node, attempt = ARGV[1], ARGV[2], ARGV[3]
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]

-- Before it is given anything the node must be seen to live, whatever became of its last sign.
redis.call('SET', KEYS[4], '1', 'PX', ARGV[5])

-- A node asks for one of its threads at a time: what it still seems to have is an answer it never got.
local function free()
  local holder = redis.call('GET', held)
  holder = holder and string.match(holder, '^%d+ (%S+) ')
  return not holder or holder == node or redis.call('EXISTS', alive .. holder) == 0
end

-- Each waiting node has 'arrival last-seen'. The first that is not silent is next.
local function first()
  local waiting = redis.call('HGETALL', queue)
  local best, arrival = node, now
  for i = 1, #waiting, 2 do
    local came, seen = string.match(waiting[i + 1], '^(%d+) (%d+)$')
    came, seen = tonumber(came), tonumber(seen)
    if waiting[i] ~= node and seen + ARGV[6] * 1000 < now then
      redis.call('HDEL', queue, waiting[i])
    elseif came < arrival then
      best, arrival = waiting[i], came
    end
  end
  return best, arrival
end

local best, arrival = first()
if best == node and free() then
  local token = math.max(tonumber(redis.call('GET', newest) or 0) + 1, now)
  redis.call('SET', newest, string.format('%.0f', token))
  redis.call('SET', held, string.format('%.0f', token) .. ' ' .. node .. ' ' .. attempt, 'PX', ARGV[4])
  redis.call('HDEL', queue, node)
  return string.format('%.0f', token)
end
local mine = redis.call('HGET', queue, node)
local came = mine and string.match(mine, '^(%d+)') or string.format('%.0f', now)
redis.call('HSET', queue, node, came .. ' ' .. string.format('%.0f', now))
redis.call('PEXPIRE', queue, ARGV[6])
return '0'
