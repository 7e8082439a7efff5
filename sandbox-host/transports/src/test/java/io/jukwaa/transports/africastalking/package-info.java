/** Africa's Talking's SMS, played by real requests. */
@NullMarked
package io.jukwaa.transports.africastalking;

import org.jspecify.annotations.NullMarked;
