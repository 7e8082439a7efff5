@NullMarked
package io.jukwaa.server.metrics;

import org.jspecify.annotations.NullMarked;
