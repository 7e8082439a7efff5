/**
 * MTN's MADAPI: screens that are pushed to phones. What phones dial and answer is a map of {@code ussd-http}.
 *
 * <p>Start at {@link io.jukwaa.transports.madapi.MadapiPushTransport}. {@code PushSender} asks for a {@code Subscription},
 * {@code SendingAnswer} says what came of it, by the {@code StatusCode} that MADAPI gives. Sources of the format: MTN
 * Messaging USSD API 1.0.0, developers.mtn.com/products/ussd, and developers.mtn.com/getting-started for status codes.
 */
@NullMarked
package io.jukwaa.transports.madapi;

import org.jspecify.annotations.NullMarked;
