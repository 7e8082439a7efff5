/**
 * Hosts that are killed at chosen points, and what the next host makes of it.
 *
 * <p>Start at {@link io.jukwaa.server.crash.CrashIT}.
 */
@NullMarked
package io.jukwaa.server.crash;

import org.jspecify.annotations.NullMarked;
