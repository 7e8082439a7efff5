/** SMPP, played by a message centre on a real socket. */
@NullMarked
package io.jukwaa.transports.smpp;

import org.jspecify.annotations.NullMarked;
