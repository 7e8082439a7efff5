/** Messages that leave by themselves, with a stub for the operator. */
@NullMarked
package io.jukwaa.server.sending;

import org.jspecify.annotations.NullMarked;
