/**
 * Kannel, an SMS gateway between us and an operator: texts and delivery reports come in as queries, messages leave one
 * request each.
 *
 * <p>Start at {@link io.jukwaa.transports.kannel.KannelTransport}. Of a {@code Query}, {@code IncomingText} makes a
 * message and {@code DeliveryReport} a receipt; {@code KannelSender} sends by a {@code Gateway}, and
 * {@code SendingAnswer} says what came of it. Sources of the format: Kannel's user guide, and what Kannel 1.4.5 does in
 * {@code KannelTest}.
 */
@NullMarked
package io.jukwaa.transports.kannel;

import org.jspecify.annotations.NullMarked;
