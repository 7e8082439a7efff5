/** Telegram bots, played by real requests. */
@NullMarked
package io.jukwaa.transports.telegram;

import org.jspecify.annotations.NullMarked;
