/** The resource {@code metrics}: values an app fires. */
@NullMarked
package io.jukwaa.resources.metrics;

import org.jspecify.annotations.NullMarked;
