/** The host's side of the workers: which worker runs a message, in what order, and what became of it. */
@NullMarked
package io.jukwaa.sandbox;

import org.jspecify.annotations.NullMarked;
