/** The transports, each driven over a real connection. */
@NullMarked
package io.jukwaa.transports;

import org.jspecify.annotations.NullMarked;
