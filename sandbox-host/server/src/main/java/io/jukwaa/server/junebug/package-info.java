/**
 * Junebug's API of channels and messages: another face, beside Vumi Go's, of apps whose program is elsewhere. A channel
 * of the settings file that leads to such an app is a channel of Junebug.
 *
 * <p>Start at {@link io.jukwaa.server.junebug.JunebugApi}. The formats are those of junebug 0.1.41 (sandbox-protocol 7.4
 * to 7.6); {@code docs/decisions/0026-junebug-api.md} says what is assumed where they say nothing.
 */
@NullMarked
package io.jukwaa.server.junebug;

import org.jspecify.annotations.NullMarked;
