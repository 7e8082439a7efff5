/** Twilio's SMS, played by real requests. */
@NullMarked
package io.jukwaa.transports.madapi;

import org.jspecify.annotations.NullMarked;
