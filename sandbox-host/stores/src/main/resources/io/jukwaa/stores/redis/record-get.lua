-- ARGV[2]: key. Returns the value or nothing.
return value(ARGV[2])
