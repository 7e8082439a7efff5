-- KEYS: when the messages that wait were put in. Returns how many there are, and the oldest's time.
return {redis.call('ZCARD', KEYS[1]), redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')[2]}
