/**
 * Who comes first when the machine is short of processor: phones that wait, before what is written to many.
 *
 * <p>Start at {@link io.jukwaa.server.precedence.Precedence}.
 */
@NullMarked
package io.jukwaa.server.precedence;

import org.jspecify.annotations.NullMarked;
