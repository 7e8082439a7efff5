/** Tests of the host's side of the workers. Their worker is {@link io.jukwaa.worker.Main}, which does as it is told. */
@NullMarked
package io.jukwaa.sandbox;

import org.jspecify.annotations.NullMarked;
