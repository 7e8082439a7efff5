/**
 * The operators' protocols: each turns a network's request into a message and back, and knows nothing else.
 *
 * <p>Start at {@link io.jukwaa.transports.HttpTransport}. Requests are read and answered on the event loop; whatever
 * blocks runs on a virtual thread in between.
 */
@NullMarked
package io.jukwaa.transports;

import org.jspecify.annotations.NullMarked;
