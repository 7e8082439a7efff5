/** The Redis stores against the contracts, and what only they promise, on a real server. */
@NullMarked
package io.jukwaa.stores.redis;

import org.jspecify.annotations.NullMarked;
