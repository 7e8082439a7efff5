/** The resource {@code outbound}: replies and other messages to phones. */
@NullMarked
package io.jukwaa.resources.outbound;

import org.jspecify.annotations.NullMarked;
