/**
 * USSD over HTTP: the gateway calls once per answer of the user and shows what comes back.
 *
 * <p>Start at {@link io.jukwaa.transports.ussd.UssdTransport}. Gateways differ in names and templates only, so each is
 * a {@link io.jukwaa.transports.ussd.GatewayMap}, a JSON file beside this package; there is no code per gateway.
 */
@NullMarked
package io.jukwaa.transports.ussd;

import org.jspecify.annotations.NullMarked;
