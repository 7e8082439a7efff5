/**
 * HTTP on behalf of guests: an address is judged before it is connected to, and it is the judged address that is
 * connected to. Start at {@link io.jukwaa.server.fetch.PinnedHttpFetcher}.
 */
@NullMarked
package io.jukwaa.server.fetch;

import org.jspecify.annotations.NullMarked;
