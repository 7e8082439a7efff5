/** What the host counts and measures of itself, for Prometheus. */
@NullMarked
package io.jukwaa.server.metrics;

import org.jspecify.annotations.NullMarked;
