/** How the stores of every engine write what they keep: start at {@link io.jukwaa.stores.format.Json}. */
@NullMarked
package io.jukwaa.stores.format;

import org.jspecify.annotations.NullMarked;
