/**
 * People are told when something is wrong with a channel, and when it is well again: once, whichever host finds out.
 *
 * <p>Start at {@link io.jukwaa.server.alerts.Alerts}.
 */
@NullMarked
package io.jukwaa.server.alerts;

import org.jspecify.annotations.NullMarked;
