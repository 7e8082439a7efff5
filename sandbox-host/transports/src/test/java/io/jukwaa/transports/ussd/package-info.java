/** USSD gateways, played by real requests. */
@NullMarked
package io.jukwaa.transports.ussd;

import org.jspecify.annotations.NullMarked;
