/** Twilio's SMS, played by real requests. */
@NullMarked
package io.jukwaa.transports.twilio;

import org.jspecify.annotations.NullMarked;
