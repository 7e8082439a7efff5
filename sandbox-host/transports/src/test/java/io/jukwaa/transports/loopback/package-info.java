@NullMarked
package io.jukwaa.transports.loopback;

import org.jspecify.annotations.NullMarked;
