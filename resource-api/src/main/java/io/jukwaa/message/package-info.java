/**
 * Messages and events as every transport, app and store sees them.
 *
 * <p>Start at {@link io.jukwaa.message.UserMessage}. All types are immutable; the field names on the wire are those of
 * Vumi's message format, version 20110921, so existing apps and transports read them unchanged.
 */
@NullMarked
package io.jukwaa.message;

import org.jspecify.annotations.NullMarked;
