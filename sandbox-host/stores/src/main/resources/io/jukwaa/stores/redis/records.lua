-- Shared by all scripts on the records of one tenant.
-- KEYS: hash of values, sorted set of all keys in order, sorted set of expiring keys by microsecond; under a lease of a
-- user also the newest token that was seen. ARGV[1]: now; the last two under a lease: its token, and the milliseconds for
-- which it is remembered.
local values, order, expiry, now = KEYS[1], KEYS[2], KEYS[3], ARGV[1]

if KEYS[4] then
  local token = ARGV[#ARGV - 1]
  local newest = redis.call('GET', KEYS[4])
  if newest and tonumber(token) < tonumber(newest) then
    return redis.error_reply('OVERTAKEN another host has gone on with the user since')
  end
  if newest ~= token then
    redis.call('SET', KEYS[4], token, 'PX', ARGV[#ARGV])
  end
end

local function forget(keys)
  redis.call('HDEL', values, unpack(keys))
  redis.call('ZREM', order, unpack(keys))
  redis.call('ZREM', expiry, unpack(keys))
end

-- Removes some of what has expired: not all at once, for nobody else is served meanwhile.
local function sweep()
  local gone = redis.call('ZRANGEBYSCORE', expiry, '-inf', now, 'LIMIT', 0, 100)
  if #gone > 0 then
    forget(gone)
  end
end

local function expired(key)
  local at = redis.call('ZSCORE', expiry, key)
  return at and tonumber(at) <= tonumber(now)
end

-- The live value; false if there is none. An expired one is removed if the script writes.
local function value(key)
  return not expired(key) and redis.call('HGET', values, key)
end

-- Exact although expired records may be left: they are counted in the order of their expiry.
local function live()
  return redis.call('HLEN', values) - redis.call('ZCOUNT', expiry, '-inf', now)
end

