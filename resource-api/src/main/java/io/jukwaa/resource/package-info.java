/**
 * What guest apps may ask of the host: a {@link io.jukwaa.resource.Command} goes to the
 * {@link io.jukwaa.resource.Resource} its name begins with and comes back as a {@link io.jukwaa.resource.Reply}.
 *
 * <p>Start at {@link io.jukwaa.resource.Resource}. Names, parameters and replies are those of the Vumi Go sandbox.
 */
@NullMarked
package io.jukwaa.resource;

import org.jspecify.annotations.NullMarked;
