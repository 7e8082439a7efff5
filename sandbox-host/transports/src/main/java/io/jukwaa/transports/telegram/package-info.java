/**
 * Telegram bots: updates come in as JSON, messages leave by the Bot API.
 *
 * <p>Start at {@link io.jukwaa.transports.telegram.TelegramTransport}. Of an {@code Update} comes a message, or nothing;
 * {@code TelegramSender} sends the {@code Parts} of a message by a {@code Bot}, and {@code SendingAnswer} says what came
 * of each. Source of the format: core.telegram.org/bots/api.
 */
@NullMarked
package io.jukwaa.transports.telegram;

import org.jspecify.annotations.NullMarked;
