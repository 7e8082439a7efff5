/** The operators' protocols: each turns a network's request into a message and back, and knows nothing else. */
@NullMarked
package io.jukwaa.transports;

import org.jspecify.annotations.NullMarked;
