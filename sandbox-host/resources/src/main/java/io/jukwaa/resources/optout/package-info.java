/** The resource {@code optout}: who does not want to hear from the tenant. */
@NullMarked
package io.jukwaa.resources.optout;

import org.jspecify.annotations.NullMarked;
