/** Kannel, played by real requests and by Kannel itself. */
@NullMarked
package io.jukwaa.transports.kannel;

import org.jspecify.annotations.NullMarked;
