/** A channel of no operator: phones that are asked with {@code curl}, for developers and demonstrations. */
@NullMarked
package io.jukwaa.transports.loopback;

import org.jspecify.annotations.NullMarked;
