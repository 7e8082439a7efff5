/**
 * Tries a channel out: a text to a phone and back, or a session as a phone would begin it.
 *
 * <p>Start at {@link io.jukwaa.server.looptest.LoopTests}.
 */
@NullMarked
package io.jukwaa.server.looptest;

import org.jspecify.annotations.NullMarked;
