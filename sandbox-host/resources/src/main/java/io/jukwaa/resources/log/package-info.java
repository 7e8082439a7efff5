/** The resource {@code log}: lines an app writes for its owner. */
@NullMarked
package io.jukwaa.resources.log;

import org.jspecify.annotations.NullMarked;
