/**
 * Messages on their way from the outbox to operators: at the channel's pace, again after a failure, and what becomes of
 * them is told to the app that sent them.
 *
 * <p>Start at {@link io.jukwaa.server.sending.Senders}.
 */
@NullMarked
package io.jukwaa.server.sending;

import org.jspecify.annotations.NullMarked;
