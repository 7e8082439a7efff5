/**
 * Africa's Talking's SMS: texts and delivery reports come in as forms, messages leave one request each.
 *
 * <p>Start at {@link io.jukwaa.transports.africastalking.AfricasTalkingTransport}. Of a text {@code IncomingText} makes
 * a message, of a report {@code DeliveryReport} makes a receipt; {@code AfricasTalkingSender} sends by an
 * {@code Account}, and {@code SendingAnswer} says what came of it. Sources of the format: their Node client's
 * {@code lib/sms.js} and the code lists of their documentation; their USSD is a map of {@code ussd-http}.
 */
@NullMarked
package io.jukwaa.transports.africastalking;

import org.jspecify.annotations.NullMarked;
