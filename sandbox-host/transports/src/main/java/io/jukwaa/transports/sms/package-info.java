/**
 * Gateways for texts that speak plain HTTP, none of which needs code: a channel's settings say how they name things, and
 * maps are settings that are known already.
 *
 * <p>Start at {@link io.jukwaa.transports.sms.SmsTransport}. {@code SmsMaps} are the maps, {@code SmsSettings} what a channel
 * can be told; they become a {@code Receiving} for what comes in and an {@code Account} for what leaves.
 */
@NullMarked
package io.jukwaa.transports.sms;

import org.jspecify.annotations.NullMarked;
