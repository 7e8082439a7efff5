/**
 * The other side of a USSD channel: dials it as Africa's Talking does, and looks whether it stands what gateways do.
 *
 * <p>{@code Gateway} asks, {@code Screen} is what comes back, {@code GatewayCheck} tries all that is known to go wrong. Source of
 * the format: {@code field-map} 3.1, the stub script.
 */
@NullMarked
package io.jukwaa.server.gateway;

import org.jspecify.annotations.NullMarked;
