/** Writes that are tried until they succeed. */
@NullMarked
package io.jukwaa.stores.repeat;

import org.jspecify.annotations.NullMarked;
