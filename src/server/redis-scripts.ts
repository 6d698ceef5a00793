// One hash holds everything: token, life, expires (ms) and its tfence; lock (the fence it was granted with) and locked (until,
// ms). All instants are read from Redis' clock. A fence is that clock in µs, or one more than the last: it survives a Redis
// that comes back empty, which a counter does not. Redis 5 and later.

const NOW = `
local time = redis.call('TIME')
local us = tonumber(time[1]) * 1000000 + tonumber(time[2])
local now = math.floor(us / 1000)
local function whole(n) return string.format('%.0f', n) end
local h = redis.call('HMGET', KEYS[1], 'token', 'life', 'expires', 'tfence', 'lock', 'locked', 'fence')
local token, life, expires = h[1], tonumber(h[2] or 0), tonumber(h[3] or 0)
local tfence, lock, locked, fence = tonumber(h[4] or 0), h[5], tonumber(h[6] or 0), tonumber(h[7] or 0)
if not token or expires <= now then token, life, expires = '', 0, 0 end
local function keep(till) redis.call('PEXPIRE', KEYS[1], whole(math.max(expires, till) - now + 60000)) end
`;

/** ARGV: window, lockTtl (ms). Returns token, left, life, fence (the lock is yours), ms that another holds it. */
export const ACQUIRE = `${NOW}
local left = whole(expires - now)
if token == '' then left = '0' end
if token ~= '' and expires - now > math.min(tonumber(ARGV[1]), life / 2) then
  return {token, left, whole(life), '', '0'}
end
if lock and lock ~= '' and locked > now then
  return {token, left, whole(life), '', whole(locked - now)}
end
fence = math.max(us, fence + 1)
locked = now + tonumber(ARGV[2])
redis.call('HSET', KEYS[1], 'fence', whole(fence), 'lock', whole(fence), 'locked', whole(locked))
keep(locked)
return {token, left, whole(life), whole(fence), '0'}
`;

/** ARGV: fence, token, left, life. Returns the token that counts now, with left and life: a later fence's, if there is one. */
export const COMMIT = `${NOW}
if tfence > tonumber(ARGV[1]) and token ~= '' then
  return {token, whole(expires - now), whole(life)}
end
expires = now + tonumber(ARGV[3])
redis.call('HSET', KEYS[1], 'token', ARGV[2], 'life', ARGV[4], 'expires', whole(expires), 'tfence', ARGV[1])
if lock == ARGV[1] then redis.call('HDEL', KEYS[1], 'lock', 'locked') end
keep(locked)
return {ARGV[2], ARGV[3], ARGV[4]}
`;

/** ARGV: fence. */
export const RELEASE = `${NOW}
if lock == ARGV[1] then redis.call('HDEL', KEYS[1], 'lock', 'locked') end
return {''}
`;
