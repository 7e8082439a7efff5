/**
 * The way of a message through the host: logged, run once, answered in time.
 *
 * <p>Start at {@link io.jukwaa.server.dispatch.Dispatcher}.
 */
@NullMarked
package io.jukwaa.server.dispatch;

import org.jspecify.annotations.NullMarked;
