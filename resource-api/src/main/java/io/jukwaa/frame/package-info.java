/**
 * What the host and a worker process say to each other: length-prefixed frames over a pipe.
 *
 * <p>Start at {@link io.jukwaa.frame.Frame}. The only thing of ours that a worker shares with the host. A frame never
 * names a tenant: who speaks is known from the pipe.
 */
@NullMarked
package io.jukwaa.frame;

import org.jspecify.annotations.NullMarked;
