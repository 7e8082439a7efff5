/** The resource {@code encryption}: what an app keeps so that a copy of the store tells nobody. */
@NullMarked
package io.jukwaa.resources.encryption;

import org.jspecify.annotations.NullMarked;
