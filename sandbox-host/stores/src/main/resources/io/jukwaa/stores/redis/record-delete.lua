-- ARGV[2]: key. Returns whether there was a live record.
sweep()
local key = ARGV[2]
local found = value(key)
forget({key})
return found and 1 or 0
