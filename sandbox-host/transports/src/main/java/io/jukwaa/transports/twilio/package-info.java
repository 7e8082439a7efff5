/**
 * Twilio's SMS: texts and statuses come in as signed forms, messages leave one request each.
 *
 * <p>Start at {@link io.jukwaa.transports.twilio.TwilioTransport}. {@code Door} lets in what {@code Signature} finds to
 * be theirs. Of a text {@code IncomingText} makes a message, of a status {@code StatusCallback} makes a receipt;
 * {@code TwilioSender} sends by an {@code Account}, and {@code SendingAnswer} says what came of it. Sources of the
 * format: twilio.com/docs, and the tests of their Java client's {@code RequestValidator}.
 */
@NullMarked
package io.jukwaa.transports.twilio;

import org.jspecify.annotations.NullMarked;
